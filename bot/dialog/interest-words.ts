/** What somebody likes to do, and the words by which shops call the shelf for it. */
const interests: readonly (readonly [loves: RegExp, shelf: RegExp])[] = [
  [/\bcook(?:s|ing)?\b|\bbak(?:es|ing)\b|做饭|下厨|烹饪|烘焙|做菜/i, /kitchen|cook|厨/i],
  [
    /\bgarden(?:s|ing)?\b|\bhik(?:es|ing)\b|\bcamp(?:s|ing)\b|\boutdoors?\b|园艺|种花|养花|爬山|登山|徒步|露营|户外/i,
    /garden|outdoor|园艺|户外/i,
  ],
  [/\btea\b|\bcoffee\b|喝茶|泡茶|品茶|咖啡/i, /tea|coffee|茶|咖啡/i],
  [/\btravel(?:s|l?ing)?\b|\bcommut\w+|旅行|旅游|出差|通勤/i, /bag|travel|luggage|包|旅行/i],
  [
    /\bwrit(?:es|ing)\b|\bstud(?:y|ies|ying)\b|\bjournal\w*|\bworks? from home\b|写作|写字|手帐|学习|办公/i,
    /desk|station|office|文具|办公|书桌/i,
  ],
];

/** What somebody is given to; "I'd like a tea towel" and 可爱的咖啡杯 say what is wanted. */
const ofInterest =
  /\b(?:loves?|lovers?|likes|(?:they|who|parents|kids) like|enjoys?|adores?|(?:is|are|am|he's|she's|they're|i'm) (?:really |so |very )?into|mad about|keen on|fan of|good at)\b|喜欢|(?<!可)爱|迷/i;

/** The category whose name is the shelf for an interest that a text speaks of; null for none. */
export function categoryOfInterest<
  Category extends { readonly name: { readonly en: string; readonly zh: string } },
>(text: string, categories: readonly Category[]): Category | null {
  if (!ofInterest.test(text)) return null;
  const shelf = interests.find(([loves]) => loves.test(text))?.[1];
  return (shelf && categories.find(({ name }) => shelf.test(name.en) || shelf.test(name.zh))) ?? null;
}

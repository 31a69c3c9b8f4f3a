import type { ProductView } from '../ports/shop-data.ts';
import type { SkillContext } from './skill.ts';

const hanPlaces = '一二三四五六';
const englishPlaces = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const superlatives: readonly (readonly [RegExp, (a: ProductView, b: ProductView) => number])[] = [
  [/最便宜|价格最低|\bcheapest\b|\bleast expensive\b/i, (a, b) => a.priceCents - b.priceCents],
  [/最贵|\bmost expensive\b|\bdearest\b/i, (a, b) => b.priceCents - a.priceCents],
];

/**
 * Products among those shown side by side that a message counts out: "the second one", 第一个和第三个, 最后一个,
 * 最便宜的那个; in the order they are named. Empty: it counts none.
 */
export async function pointedProducts(context: SkillContext): Promise<readonly string[]> {
  const { dialog, text, shopData, tx, shop } = context;
  const { listed } = dialog.focus;
  if (listed.length === 0 || text.length > 60) return [];
  const plain = text.normalize('NFKC').toLowerCase();
  const best = superlatives.find(([said]) => said.test(plain));
  if (best) {
    const products = await shopData.products(tx, shop.id, listed);
    const first = [...products].sort(best[1])[0];
    return first ? [first.id] : [];
  }
  return [...new Set(placesIn(plain, listed.length))].flatMap((place) => listed.at(place) ?? []);
}

/** Places counted in a text, from 0; -1 is the last. 第二天 and 第一次 count no product. */
function placesIn(text: string, length: number): number[] {
  const both = /前两(?:个|款|件)|这两(?:个|款|件)|\bboth\b|\bfirst two\b/.test(text) ? [0, 1] : [];
  const han = [...text.matchAll(/第([一二三四五六1-6])(?!天|次|时间|年|月|单)/g)].map(([, place]) =>
    /\d/.test(place!) ? Number(place) - 1 : hanPlaces.indexOf(place!),
  );
  const english = [...text.matchAll(/\b(first|second|third|fourth|fifth|sixth)\b/g)].map(([, place]) =>
    englishPlaces.indexOf(place!),
  );
  const last = /最后(?:一)?(?:个|款|件)|\blast (?:one|item)\b/.test(text) ? [-1] : [];
  const middle = length === 3 && /中间(?:那|的|一)|\bmiddle one\b/.test(text) ? [1] : [];
  return [...both, ...han, ...english, ...last, ...middle];
}

import type { MoneyClaim } from './money-claim.ts';
import type { FreeThing } from './money-facts.ts';

const withoutSomething =
  '(?!tax|duty|interest|charge|costs?-|fees?-|shipping|delivery|postage|totally|completely|absolutely|entirely|order|items?-|gifts?-)[a-z]{5,}(?=-)|bpa|lead|gluten|sugar|hands?|dairy|nickel|chemicals?|fragrance|acid|stress|hassle|worry|trouble|plastic|flicker|glare|dust|rust|pet|smoke|caffeine|alcohol|nut|lactose|fat|pesticide|cruelty|chlorine|pfas|ptfe|latex|perfume|parabens?|paraffin|scent|solvent|wrinkle|crease|iron|lint|tangle|drip|stain|odou?r|noise|error|maintenance|care|toxin|phthalate|formaldehyde|aluminium|wire|cable|cord|toll';
const freeWord = new RegExp(
  `(?<![A-Za-z])(?<!\\b(?:${withoutSomething})[\\s-]{1,2})(?<!\\bfe(?:el|lt)\\s)(?<!\\b(?:you're|you\\s(?:are|will\\sbe))\\s)free(?!dom|ze|zing|zer|lance|ly|way|ware|sia)(?!\\s*-?\\s*(?:standing|range|hand\\b|time\\b|up\\b|flowing|float|of\\s+(?:nickel|bpa|lead|gluten|plastic|plasticisers?|chemicals|charge\\s+cards)|from\\s+(?:nickel|bpa|lead|harmful|plastic|pesticides)))(?![a-z])`,
  'gi',
);
/** "You are free to choose" is no offer, "you are free of charge" would be. */
const freeOfCharge =
  /\bfree\s+of\s+(?:charge|cost)|\b(?:free|without|at\s+no|for\s+no|no|zero|waiv\w*|nil)\s+(?:(?:extra|additional|further|any|the|your|our|shipping|delivery|postage|return)\s+){0,3}(?:charges?|costs?|fees?|payment)\b|\bwaiv(?:e|ed|ing)\b|\bcomplimentary\b|\bgratis\b|\bkostenlos|\bgratuit|\bon\s+the\s+house\b|\b(?:is|are|'s|be|goes?|one|this|it|order|shipping|delivery)\s+on\s+us\b|\bfor\s+nothing\b|\bcosts?\s+(?:you\s+)?nothing\b|\b(?:pay|spend)\s+(?:absolutely\s+|us\s+)?(?:nothing|zero|not\s+a\s+(?:penny|cent))|\b(?:don't|do\s+not|won't|needn't)\s+(?:have\s+to\s+)?pay\s+(?:anything|a\s+(?:thing|penny|cent))|\bwon't\s+cost\s+(?:you\s+)?(?:anything|a\s+(?:thing|penny|cent))|\bfreebies?\b|\b0\s+(?:cost|charge|fee|payment)s?\b|\b(?:it's|as)\s+(?:our|my)\s+treat\b|\bas\s+a\s+gift\b|\b(?:we|i)(?:'ll|\s+will|'m\s+going\s+to)?\s+(?:cover|absorb|foot|pay)\s+(?:for\s+)?(?:the|your|all)\s+(?:\w+\s+)?(?:shipping|delivery|postage|costs?|bill|order|fees?)|\bfree4|\b4free/gi;
const moreForLess =
  /\bbogof?\b|\bbuy\s+\d+\s*,?\s*(?:and\s+)?(?:get|take)\s+(?:a\s+)?(?:\d+|another|the\s+(?:second|next|other))|\b\d\s*(?:for|4)\s+(?:the\s+price\s+of\s+)?[1-9]\b(?!\s*(?:hours?|days?|nights?|weeks?|persons?|people|adults?|cups?|minutes?|%|\d))|\b(?:second|2nd|third|3rd|next|other)\s+(?:one|item|piece|pair|product)\s+(?:is\s+|at\s+|for\s+)?(?:half|nothing|\d)|买[\s\-._]*\d+\s*(?:件|个)?[\s\-._，,]*[送赠得]|第\s*\d+\s*件[^，。]{0,4}(?:半|\d|免|送)/gi;
const chineseFree =
  /免[\s\-._*/|~、，,]*(?:费(?!用?户)|单|运费|邮|息|收|去|除|掉|了|付)|[包全]邮|包运费|全免|白送|白拿|白给|赠送|不[要收花用](?:您|你)?(?:1分)?(?:钱|费)|分文不取|1分钱(?:都)?不|0元|0(?:费用|运费|成本|购)|无需(?:付费|付款|支付)|送(?:您|你)(?:1|\d+)?(?:个|件|份|张|只|套|条|双|瓶)|(?:我们|本店|小店|店里)(?:来)?(?:请客|承担|买单|出钱|倒贴)|算我们的|运费(?:由)?(?:我们|本店|店铺?)(?:承担|出|付|包)|(?<![a-z])(?:mian\s?fei|mian\s?dan|ban\s?jia|bao\s?you)(?![a-z])/giu;

const shippingAfter =
  /^[\s:]*(?:of\s+charge\s+)?(?:(?:standard|express|uk|domestic|worldwide|international|home|next\s*-?\s*day|the|your|all|on|for|tracked)\s+){0,3}(?:shipping|delivery|postage|shipment|courier)/i;
const shippingBefore =
  /(?:shipping|delivery|postage|deliver(?:ed|s)?|ship(?:ped|s)?|运费|配送费?|邮费|快递费?)(?:\s+(?:costs?|fees?|charges?))?(?:\s+(?:is|are|will|would|be|comes?|was|were|goes|stays|now|it|them|your|order|always|also|completely|totally|then|to|you|for|全|都|就|可以|可|为|是|也|均)|[全都就可以为是也均])*\s*:?\s*$/i;
const pronounForShipping =
  /\b(?:shipping|delivery|postage)\b(?:[^.;!?]|\.(?=\d))*\b(?:it|which)\s+(?:is|will\s+be|becomes|comes)\s*$/i;
const returnsAfter =
  /^[\s:]*(?:of\s+charge\s+)?(?:to\s+)?(?:(?:and|easy|simple|the|your|30-day|\d+\s*-?\s*days?|on|for|all)\s+){0,3}(?:returns?|send\s+(?:it|them)?\s*back|exchanges?|return\s+label)/i;
const returnsBefore =
  /(?:returns?|exchanges?|send(?:ing)?\s+(?:it|them|things?)\s+back|return\s+labels?|退[货换]|换货|退回)(?:\s+(?:is|are|will|be|always|completely|also|it|them|within|\d+|days?)|[全都就可以为是也均])*\s*$/i;

/** What goes on after "free" without naming the thing. */
const openEnd =
  /^\s*(?:$|[的了哦喔呢！]|(?:for|on|from|over|above|to|within|in|if|when|with|as|because|this|today|anyway|again|until|of\s+charge|here|at|by)\b)/i;

/** Things said to be free, or more for the money, in a reading of a text. */
export function findFree(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  for (const pattern of [freeWord, freeOfCharge, chineseFree])
    for (const match of view.matchAll(pattern))
      claims.push({
        kind: 'free',
        text: match[0].trim(),
        of: thingOf(view, match),
        object: objectAfter(view, match),
      });
  for (const [text] of view.matchAll(moreForLess))
    claims.push({ kind: 'free', text: text.trim(), of: 'anything', object: '' });
  return claims;
}

/** What is free: the word after it, or what the clause was about. In doubt anything. */
function thingOf(view: string, match: RegExpExecArray): FreeThing {
  const end = match.index + match[0].length;
  const after = clauseAfter(view.slice(end, end + 50));
  const before = clauseBefore(view.slice(Math.max(0, match.index - 60), match.index));
  const own = match[0];
  if (/运费|邮|shipping|delivery|postage|bao\s?you/i.test(own)) return 'shipping';
  if (/\breturn\b/i.test(own)) return 'returns';
  if (
    shippingAfter.test(after) ||
    /^(?:标准|国内|全国|全球)?(?:运费|邮费?|寄送|配送|送货|快递|发货|派送|物流)/.test(after)
  )
    return 'shipping';
  if (returnsAfter.test(after) || /^(?:给您|为您|上门|办理)?(?:退|换|寄回|取件)/.test(after))
    return 'returns';
  // Something else may be named after it: "shipping and free gifts".
  if (openEnd.test(after) && shippingBefore.test(before)) return 'shipping';
  if (openEnd.test(after) && pronounForShipping.test(view.slice(Math.max(0, match.index - 80), match.index)))
    return 'shipping';
  if (openEnd.test(after) && returnsBefore.test(before)) return 'returns';
  return 'anything';
}

/** The word that names what is free: "mug" of "a free mug", 取消 of 免费取消; empty when none follows. */
function objectAfter(view: string, match: RegExpExecArray): string {
  const after = clauseAfter(view.slice(match.index + match[0].length).slice(0, 40));
  if (openEnd.test(after)) return '';
  return /^\s*(\p{sc=Han}{1,2}|[a-z]+)/iu.exec(after)?.[1]?.toLowerCase() ?? '';
}

function clauseAfter(text: string): string {
  return text.split(/[.,;!?。，；！？\n]|\band\b|\bfree\b|以及|免/i)[0]!;
}

function clauseBefore(text: string): string {
  return text.split(/[.,;!?。，；！？\n]/).at(-1)!;
}

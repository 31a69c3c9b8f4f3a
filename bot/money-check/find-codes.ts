import { bareCode, type MoneyClaim } from './money-claim.ts';

/** Mixed tokens that everybody knows to be no code: measures, sizes, sockets, ordinals, times. */
const measure =
  /^(?:\d+(?:[.,]\d+)?(?:x\d+(?:[.,]\d+)?)*(?:cm|mm|m|km|ml|cl|l|g|kg|mg|w|kw|kwh|v|lm|k|gb|mb|tb|hz|h|hrs?|mins?|s|st|nd|rd|th|x|px|in|ft|oz|lbs?|pcs|pack|am|pm|days?|d|tog|mah|ah|c|f)|[a-z]{1,2}\d{1,3}|\d{1,3}[a-z]|(?:mp|usb|wifi|web|covid|iso|en|din|oeko|ipx?|gots|grs|gmt|utc)-?\d[\d-]*|\d+-?in-?\d+)$/i;
const numberContext =
  /(?:\b(?:orders?|returns?|tracking|parcel|shipment|reference|ref|invoice|ticket|case|model|sku|article|item)\s*(?:no\.?|numbers?|#|id|code)?|(?:订单|退货|退单|快递|运单|物流|单号|发票|编号|型号|货号|工单)(?:号码?|编号|单号)?)\s*(?:is|was|[:：#为是“"「]|\s)*$/iu;
const codeContext =
  /(?:(?<!\b(?:post|postal|zip|area|country|qr|bar|tracking|error|source|dress|colou?r|product|article|item|order|pin|dial\w*|return)\s)\b(?:codes?|coupons?|vouchers?|promos?)|优惠码|折扣码|优惠券|代金券|兑换码|券码|口令|促销码|暗号)(?:\s*(?:is|was|called|named|below|here|at\s+checkout|为|是|叫)|\s*[:：=\-"'“「『(（>])*\s*$/iu;
const redeemContext =
  /\b(?:checkout|cart|basket|redeem|apply|enter|type|use)\b|结账|结算|购物车|输入|使用|下单|付款/i;

const token = /[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*/g;

/** Codes in a normalised text: what stands after "code", and what looks like one. */
export function findCodes(text: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const taken: { at: number; end: number }[] = [];
  const add = (code: string, at: number) => {
    claims.push({ kind: 'code', text: code, code: bareCode(code) });
    taken.push({ at, end: at + code.length });
  };
  for (const match of text.matchAll(token)) {
    if (taken.some(({ at, end }) => match.index >= at && match.index < end)) continue;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    const named = codeContext.test(before) ? namedCode(text.slice(match.index), before) : null;
    if (named !== null) add(named, match.index);
    else if (looksLikeCode(match[0]) && !numberContext.test(before)) add(match[0], match.index);
  }
  for (const match of text.matchAll(/(?<![A-Za-z\d-])[A-Z]{4,}[ -]\d{1,3}(?![\d.,:%A-Za-z])/g))
    if (!numberContext.test(text.slice(Math.max(0, match.index - 40), match.index)))
      add(match[0], match.index);
  if (redeemContext.test(text))
    for (const match of text.matchAll(/(?<![A-Za-z\d])[A-Z]{5,}(?![A-Za-z\d])/g)) add(match[0], match.index);
  return claims;
}

/** The code that a text names: a token with capitals or digits, or in quotes, with the groups that belong to it. */
function namedCode(text: string, before: string): string | null {
  const groups = /^[A-Z0-9]{1,}(?:[ \-._]{1,3}(?=[A-Z0-9]+(?![a-z]))[A-Z0-9]+){0,6}(?![a-z])/.exec(text)?.[0];
  if (groups && (/[A-Z]{3,}|\d/.test(groups) || groups.length > 4)) return groups;
  const single = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*/.exec(text)![0];
  if (/\d/.test(single) && /[A-Za-z]/.test(single)) return single;
  const quoted =
    /["'“「『:：]\s*$/.test(before) && /^[A-Za-z0-9-]{3,20}(?=["'”」』]|\s*$|[.,!。，！])/.test(text);
  return quoted ? single : null;
}

function looksLikeCode(candidate: string): boolean {
  const bare = candidate.replace(/[-._]/g, '');
  if (bare.length < 5 || !/\d/.test(bare) || !/[A-Za-z]/.test(bare)) return false;
  if (measure.test(candidate) || measure.test(bare)) return false;
  // "30-day", "24-hour", "2-piece": a number and ordinary words.
  if (/^\d+(?:[-.,]\d+)*-?[a-z]+(?:-[a-z]+)*$/.test(candidate)) return false;
  return /[A-Z]/.test(bare) || /^[a-z][a-z0-9]*\d/.test(bare) || /\d[a-z]+\d/.test(bare);
}

import type { MoneyClaim } from './money-claim.ts';

/** Loyalty points named in a reading of a text; "three points to note" are none. */
export function findPoints(view: string): MoneyClaim[] {
  const claims: MoneyClaim[] = [];
  const numbered =
    /(?<![\d.,])(\d[\d,]*)\s*(?:extra\s+|more\s+)?((?:bonus|loyalty|reward|welcome|extra)\s+)?points?\b(?!\s+to\b)|(?<![\d.,])(\d[\d,]*)\s*(?:个|点|分)?(?:会员|奖励|忠诚)?积分|积分(?:余额)?\s*(?:[:：]|为|是|有|共|达|各?送|加)?\s*(\d[\d,]*)/giu;
  for (const match of view.matchAll(numbered)) {
    const value = Number((match[1] ?? match[3] ?? match[4])!.replaceAll(',', ''));
    const small = match[1] !== undefined && match[2] === undefined && value < 10;
    if (!small) claims.push({ kind: 'points', text: match[0].trim(), value });
  }
  for (const [text] of view.matchAll(
    /\b(?:double|triple|quadruple|\d+\s*x|\d+\s+times)\s+(?:the\s+|your\s+|loyalty\s+|bonus\s+)?points\b|(?:双|(?<!\d)\d+)倍积分|积分(?:翻|加)倍/gi,
  ))
    claims.push({ kind: 'unreadable', text });
  return claims;
}

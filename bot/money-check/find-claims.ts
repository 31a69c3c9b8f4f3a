import { findAmounts } from './find-amounts.ts';
import { findCodes } from './find-codes.ts';
import { findFree } from './find-free.ts';
import { findOffNumbers } from './find-off-numbers.ts';
import { findPercents } from './find-percents.ts';
import { findPoints } from './find-points.ts';
import { claimKey, type MoneyClaim } from './money-claim.ts';
import { normaliseText } from './normalise-text.ts';
import { readingViews } from './reading-views.ts';

/** Characters that turn the reading direction round: with them `%02` is read as 20 %. */
const turned = /[\u202d\u202e\u2066-\u2068]/;

/** Everything that a text says about money, in every way in which it can be read; each claim once. */
export function findClaims(text: string): MoneyClaim[] {
  const plain = normaliseText(text);
  const claims: MoneyClaim[] = [];
  if (turned.test(text)) claims.push({ kind: 'unreadable', text: 'turned reading direction' });
  const { literal, lettered } = readingViews(plain);
  for (const view of [...literal, ...lettered])
    claims.push(
      ...findPercents(view),
      ...findAmounts(view),
      ...findOffNumbers(view),
      ...findFree(view),
      ...findPoints(view),
    );
  // Codes are read as they stand: letters for digits would be another code.
  for (const view of literal) claims.push(...findCodes(view));
  return [...new Map(claims.map((claim) => [claimKey(claim), claim])).values()];
}

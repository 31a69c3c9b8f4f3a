import { findClaims } from './find-claims.ts';
import { bareCode, claimKey, type MoneyClaim } from './money-claim.ts';
import type { MoneyFacts } from './money-facts.ts';

export type MoneyVerdict = { readonly ok: true } | { readonly ok: false; readonly found: readonly string[] };

/**
 * Whether everything that a text says about money is so: each percentage, amount, code, number of points and thing
 * said to be free, in digits or words, English or Chinese, however it is spelled, must match a fact of this turn.
 * A text that cannot be read for certain fails: the caller has a template that says the same.
 * @returns with `ok: false` the places of the text that no fact bears out, for logs of tests; they may hold a code.
 */
export function checkMoney(text: string, facts: MoneyFacts): MoneyVerdict {
  const claims = findClaims(text);
  if (claims.length === 0) return { ok: true };
  const isTrue = truthOf(facts);
  const found = claims.filter((claim) => !isTrue(claim)).map((claim) => claim.text);
  return found.length === 0 ? { ok: true } : { ok: false, found };
}

function truthOf(facts: MoneyFacts): (claim: MoneyClaim) => boolean {
  const said = (facts.sources ?? []).flatMap(findClaims);
  const keys = new Set(said.map(claimKey));
  const percents = new Set([
    ...(facts.percents ?? []),
    ...said.flatMap((c) => (c.kind === 'percent' ? [c.value] : [])),
  ]);
  const amounts = [...(facts.amounts ?? []), ...said.flatMap((c) => (c.kind === 'amount' ? [c] : []))];
  const free = new Set(facts.free ?? []);
  const points = new Set(facts.points ?? []);
  const codes = [...(facts.codes ?? []), ...(facts.numbers ?? [])].map(bareCode);

  return (claim) => {
    if (keys.has(claimKey(claim))) return true;
    switch (claim.kind) {
      case 'percent':
        return percents.has(claim.value);
      case 'amount':
        return amounts.some(
          ({ cents, currency }) =>
            cents === claim.cents &&
            (claim.currency === null ||
              currency === null ||
              currency === claim.currency ||
              sameSign(currency, claim.currency)),
        );
      case 'off':
        return (
          percents.has(claim.value) || amounts.some(({ cents }) => cents === Math.round(claim.value * 100))
        );
      case 'points':
        return points.has(claim.value);
      case 'free':
        return free.has(claim.of);
      case 'code':
        return codes.some((code) => code === claim.code || (code.length >= 4 && startsAs(claim, code)));
      case 'unreadable':
        return false;
    }
  };
}

/** A code with a number behind it that belongs to the sentence: "BLACK10 10 %". */
function startsAs(claim: MoneyClaim & { kind: 'code' }, code: string): boolean {
  const groups = claim.text.split(' ').map(bareCode);
  return groups.some((_, i) => groups.slice(0, i + 1).join('') === code);
}

/** Dollars and yen share a sign with others. */
function sameSign(fact: string, sign: string): boolean {
  return (sign === 'USD' && fact.endsWith('D')) || (sign === 'CNY' && fact === 'JPY');
}

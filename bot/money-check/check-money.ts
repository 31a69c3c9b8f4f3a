import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { sharesSign } from './currency-signs.ts';
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
  const claims = findClaims(withoutCodes(text, facts.codes ?? []));
  if (claims.length === 0) return { ok: true };
  const found = claims.filter((claim) => !isFact(claim, facts) && !isSaidBySource(claim, facts));
  return found.length === 0 ? { ok: true } : { ok: false, found: found.map(({ text: place }) => place) };
}

/** The text less the codes that may be said, letter for letter: the end of XSR7-JGCF-L26P is no 26 pence. */
function withoutCodes(text: string, codes: readonly string[]): string {
  return codes
    .filter((code) => /^(?=.*[A-Za-z])[A-Za-z0-9-]{4,}$/.test(code))
    .reduce(
      (rest, code) => rest.replace(new RegExp(`(?<![A-Za-z0-9-])${code}(?![A-Za-z0-9-])`, 'gu'), ' · '),
      text,
    );
}

function isFact(claim: MoneyClaim, facts: MoneyFacts): boolean {
  const { percents = [], amounts = [], points = [], free = [], codes = [], numbers = [] } = facts;
  switch (claim.kind) {
    case 'percent':
      return percents.includes(claim.value);
    case 'amount':
      return amounts.some(({ cents, currency }) =>
        isSameAmount(claim, thousandthsOf(cents, currency), currency),
      );
    case 'off':
      return (
        percents.includes(claim.value) ||
        amounts.some(
          ({ cents, currency }) => thousandthsOf(cents, currency) === Math.round(claim.value * 1000),
        )
      );
    case 'points':
      return points.includes(claim.value);
    case 'free':
      return free.includes(claim.of);
    case 'code':
      return [...codes, ...numbers]
        .map(bareCode)
        .some((code) => code === claim.code || startsAs(claim, code));
    case 'unreadable':
      return false;
  }
}

/** What the sources of a turn say, read once: several texts of a turn are held against the same facts. */
const saidBySources = new WeakMap<MoneyFacts, readonly MoneyClaim[]>();

function isSaidBySource(claim: MoneyClaim, facts: MoneyFacts): boolean {
  let said = saidBySources.get(facts);
  if (!said) {
    said = (facts.sources ?? []).flatMap(findClaims);
    saidBySources.set(facts, said);
  }
  const key = claimKey(claim);
  return said.some(
    (source) =>
      claimKey(source) === key ||
      (source.kind === 'amount' &&
        ((claim.kind === 'amount' && isSameAmount(claim, source.thousandths, source.currency)) ||
          (claim.kind === 'off' && source.thousandths === Math.round(claim.value * 1000)))) ||
      (source.kind === 'percent' && claim.kind === 'off' && source.value === claim.value),
  );
}

function isSameAmount(
  claim: MoneyClaim & { kind: 'amount' },
  thousandths: number,
  currency: string | null,
): boolean {
  if (thousandths !== claim.thousandths) return false;
  if (claim.currency === null || currency === null || currency === claim.currency) return true;
  return sharesSign(currency, claim.currency);
}

/** A code with a number behind it that belongs to the sentence: "BLACK10 10 %". */
function startsAs(claim: MoneyClaim & { kind: 'code' }, code: string): boolean {
  const groups = claim.text.split(' ').map(bareCode);
  return groups.some((_, i) => groups.slice(0, i + 1).join('') === code);
}

function thousandthsOf(cents: number, currency: string): number {
  return Math.round((cents * 1000) / minorPerMajor(currency));
}

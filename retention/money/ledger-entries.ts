import type { LedgerKind } from '../../core/words.ts';

/** One entry of a ledger transaction. Minor units, signed. */
export interface LedgerEntry {
  readonly account: string;
  readonly amountCents: number;
}

/**
 * The entries of one movement of money, which sum to 0. Accounts: `budget:ID` is what is free, `reserved:ID` what is
 * promised, `spent:ID` what was paid; a budget's counters equal the sums of the last two.
 * @param reservedCents what the grant holds in reserve. @param usedCents for redeem: the discount given, at most
 * what is reserved; for reverse: what comes back of it.
 * @throws RangeError when more is used than reserved, or an amount is no non-negative integer.
 */
export function ledgerEntries(
  kind: LedgerKind,
  budgetId: string,
  reservedCents: number,
  usedCents = 0,
): LedgerEntry[] {
  for (const amount of [reservedCents, usedCents])
    if (!Number.isSafeInteger(amount) || amount < 0)
      throw new RangeError(`ledger amounts are non-negative integers, not ${amount}`);
  if (kind === 'redeem' && usedCents > reservedCents)
    throw new RangeError(`cannot redeem ${usedCents} of ${reservedCents} reserved`);
  const free = `budget:${budgetId}`;
  const reserved = `reserved:${budgetId}`;
  const spent = `spent:${budgetId}`;
  switch (kind) {
    case 'reserve':
      return entries([free, -reservedCents], [reserved, reservedCents]);
    case 'redeem':
      return entries([reserved, -reservedCents], [spent, usedCents], [free, reservedCents - usedCents]);
    case 'void':
    case 'expire':
      return entries([reserved, -reservedCents], [free, reservedCents]);
    case 'reverse':
      return entries([spent, -usedCents], [free, usedCents]);
  }
}

function entries(...movements: [account: string, amountCents: number][]): LedgerEntry[] {
  return movements
    .filter(([, amountCents]) => amountCents !== 0)
    .map(([account, amountCents]) => ({ account, amountCents }));
}

/** A line that goods may come back of. */
export interface ReturnableLine {
  readonly orderId: string;
  readonly lineNo: number;
  readonly productId: string;
  readonly placedAt: Date;
  /** Paid for it after discounts, less what was refunded: minor units. */
  leftCents: number;
}

export interface OpenReturn {
  readonly id: string;
  readonly productId: string;
  readonly at: Date;
  readonly amountCents: number;
}

export interface LineRefund {
  readonly orderId: string;
  readonly lineNo: number;
  readonly amountCents: number;
  readonly at: Date;
}

/**
 * Finds what one shopper's returns reduce: lines of the same product that were bought before, the latest first, each
 * by no more than was paid for it.
 * @param lines changed in place: what is left of them.
 * @param returns oldest first.
 */
export function matchReturns(
  lines: readonly ReturnableLine[],
  returns: readonly OpenReturn[],
): { refunds: LineRefund[]; matchedCents: ReadonlyMap<string, number> } {
  const latestFirst = [...lines].sort(
    (a, b) =>
      b.placedAt.getTime() - a.placedAt.getTime() ||
      (a.orderId < b.orderId ? 1 : a.orderId > b.orderId ? -1 : a.lineNo - b.lineNo),
  );
  const refunds: LineRefund[] = [];
  const matchedCents = new Map<string, number>();
  for (const { id, productId, at, amountCents } of returns) {
    let left = amountCents;
    for (const line of latestFirst) {
      if (left === 0) break;
      if (line.productId !== productId || line.placedAt > at || line.leftCents === 0) continue;
      const taken = Math.min(left, line.leftCents);
      line.leftCents -= taken;
      left -= taken;
      refunds.push({ orderId: line.orderId, lineNo: line.lineNo, amountCents: taken, at });
    }
    matchedCents.set(id, amountCents - left);
  }
  return { refunds, matchedCents };
}

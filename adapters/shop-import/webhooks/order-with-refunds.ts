import { distribute } from '../orders/distribute.ts';
import type { SourceOrder } from '../orders/source-order.ts';
import type { OrderMessage, SourceRefund } from './source-change.ts';

/**
 * An order with everything that was refunded of it, each refund once, whether the order's own message told it or
 * another; no line gives back more than was paid for it.
 */
export function orderWithRefunds(
  { order, lineIds, refunds }: OrderMessage,
  others: readonly SourceRefund[],
): SourceOrder {
  // By id, and the order's own word holds: it knows whether prices contain the tax.
  const all = [...new Map([...others, ...refunds].map((refund) => [refund.id, refund])).values()].sort(
    (a, b) => (a.id < b.id ? -1 : 1),
  );
  const paid = order.lines.map((line) => line.listPriceCents * line.quantity - line.discountCents);
  const back = paid.map(() => 0);
  const at: (string | null)[] = paid.map(() => null);
  const take = (i: number, cents: number, when: string) => {
    const taken = Math.min(cents, paid[i]! - back[i]!);
    if (taken <= 0) return;
    back[i]! += taken;
    if (at[i] === null || when > at[i]!) at[i] = when;
  };
  for (const refund of all)
    for (const { lineId, amountCents } of refund.lines) {
      const i = lineIds.indexOf(lineId);
      if (i >= 0) take(i, amountCents, refund.at);
    }
  for (const refund of all) {
    const left = paid.map((cents, i) => cents - back[i]!);
    const possible = left.reduce((sum, cents) => sum + cents, 0);
    distribute(Math.min(refund.restCents, possible), left).forEach((cents, i) => {
      take(i, cents, refund.at);
    });
  }
  return {
    ...order,
    lines: order.lines.map((line, i) => ({
      ...line,
      refundCents: back[i]!,
      refundedAt: at[i] === null ? null : new Date(at[i]!),
    })),
  };
}

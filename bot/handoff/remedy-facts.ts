import type { OrderView } from '../ports/shop-data.ts';

export type RemedyReason = 'late' | 'broken' | 'wrong';

/** Remedies are for what went wrong lately. */
const remedyDays = 180;

/** Return reasons that say the thing was fine: a change of mind is no fault of the shop. */
const noFault = new Set(['changed_mind', 'wrong_size', 'not_as_expected', 'not_needed']);
const wrongThing = /wrong_item|wrong_product|not_ordered|missing/;

export interface OrderFaults {
  readonly order: OrderView;
  /** Facts that could be remedied, each with what bears it out; null: an agent must have seen it in a file. */
  readonly facts: readonly {
    readonly fact: RemedyReason;
    readonly borneOutBy: 'shipment' | 'return' | null;
  }[];
}

/**
 * What the shop's own data say went wrong with an order. Late is the parcel's matter and needs no word of anybody;
 * broken and wrong are borne out by a return that the warehouse has received.
 * @param returns reasons and states of the order's returns.
 */
export function faultsOf(
  order: OrderView,
  returns: readonly { readonly reason: string | null; readonly state: string }[],
  now: Date,
): OrderFaults | null {
  if (order.state === 'cancelled' || now.getTime() - order.placedAt.getTime() > remedyDays * 86_400_000)
    return null;
  const facts: OrderFaults['facts'][number][] = [];
  if (cameLate(order, now)) facts.push({ fact: 'late', borneOutBy: 'shipment' });
  const sent = order.state === 'shipped' || order.state === 'delivered';
  if (sent) {
    const seen = returns.filter(
      ({ state, reason }) => reason && (state === 'received' || state === 'refunded'),
    );
    const wrong = seen.some(({ reason }) => wrongThing.test(reason!));
    const broken = seen.some(({ reason }) => !noFault.has(reason!) && !wrongThing.test(reason!));
    facts.push({ fact: 'broken', borneOutBy: broken ? 'return' : null });
    facts.push({ fact: 'wrong', borneOutBy: wrong ? 'return' : null });
  }
  return facts.length > 0 ? { order, facts } : null;
}

function cameLate({ shipment }: OrderView, now: Date): boolean {
  if (!shipment?.promisedAt) return false;
  return (shipment.deliveredAt ?? now) > shipment.promisedAt;
}

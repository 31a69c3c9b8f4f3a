import type { OrderView } from '../ports/shop-data.ts';
import { date, day, isOverdue } from './order-words.ts';
import type { SkillContext } from './skill.ts';

/** Where the parcel is, honestly: a promise that has passed is called broken, one that cannot be held is not repeated. */
export function describeParcel(context: SkillContext, order: OrderView): string {
  const { say, facts, now, language } = context;
  const { shipment } = order;
  if (!shipment) return '';
  const carrier = shipment.carrier;
  const tracking = facts.number(shipment.trackingNumber);
  const promised = shipment.promisedAt ? day(context, shipment.promisedAt) : null;
  const seen = shipment.latest
    ? ` ${say('delivery.lastSeen', {
        place: shipment.latest.place?.[language] ?? carrier,
        date: date(context, shipment.latest.at),
      })}`
    : '';
  if (shipment.state === 'lost') return say('delivery.lost', { carrier });
  if (shipment.state === 'delivered')
    return say('delivery.delivered', { carrier, delivered: date(context, shipment.deliveredAt ?? now) });
  if (promised !== null && isOverdue(order, now))
    return say('delivery.overdue', { promised, carrier, tracking }) + seen;
  if (shipment.state === 'out_for_delivery') return say('delivery.outForDelivery', { carrier, tracking });
  if (promised === null) return seen.trim();
  if (shipment.state === 'delayed') return say('delivery.delayed', { carrier, promised, tracking }) + seen;
  if (shipment.state === 'preparing') return say('delivery.preparing', { promised });
  return say('delivery.moving', { carrier, tracking, promised }) + seen;
}

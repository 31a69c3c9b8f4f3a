import { exponential, uniform } from '../../core/distributions.ts';
import type { Localised } from '../../core/localised.ts';
import type { SeededRandom } from '../../core/seeded-random.ts';
import type { DemoShipment, ShipmentState, ShipmentStep } from './demo-order.ts';
import { demoSettings } from './demo-settings.ts';
import { promisedDate } from './shipping.ts';

const hour = 3_600_000;
const day = 24 * hour;

const carriers: Readonly<Record<string, readonly string[]>> = {
  GB: ['Royal Mail', 'DPD', 'Evri'],
  DE: ['DHL', 'DPD'],
  FR: ['Colissimo', 'DPD'],
  US: ['UPS', 'FedEx'],
  CN: ['SF Express', 'DHL'],
};

const places: Readonly<Record<string, Localised>> = {
  warehouse: { en: 'Bristol warehouse', zh: '布里斯托仓库' },
  export: { en: 'East Midlands Airport', zh: '东米德兰兹机场' },
  hubGB: { en: 'Birmingham sorting centre', zh: '伯明翰分拣中心' },
  hubDE: { en: 'Leipzig hub', zh: '莱比锡转运中心' },
  hubFR: { en: 'Paris Roissy hub', zh: '巴黎鲁瓦西转运中心' },
  hubUS: { en: 'Newark, New Jersey hub', zh: '新泽西纽瓦克转运中心' },
  hubCN: { en: 'Shanghai Pudong customs', zh: '上海浦东海关' },
  depot: { en: 'Local depot', zh: '当地配送站' },
  door: { en: 'Delivered at the door', zh: '已送达' },
};

/** When each thing happens to a parcel, whether or not it has happened yet. */
export interface ShipmentPlan {
  readonly shippedAt: Date;
  readonly promisedAt: Date;
  readonly delayedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly lost: boolean;
}

/** Draws a parcel's fate: about 6 % come late, 0.3 % are lost. */
export function planShipment(random: SeededRandom, country: string, placedAt: Date): ShipmentPlan {
  const { workingDays } = demoSettings.shipping.countries[country] ?? demoSettings.shipping.elsewhere;
  const placed = placedAt.getTime();
  const shipped = placed + uniform(random, 5, 34) * hour;
  const promised = promisedDate(demoSettings, country, placedAt).getTime();
  const usual = shipped + Math.max(0.7, workingDays[0] - 0.9 + uniform(random, 0, 1.2)) * day;
  const late = random.next() < 0.06;
  const lost = random.next() < 0.003;
  const delivered = late
    ? promised + (0.5 + exponential(random, 0.35)) * day
    : Math.min(usual, promised - hour);
  return {
    shippedAt: new Date(shipped),
    promisedAt: new Date(promised),
    delayedAt: late || lost ? new Date(shipped + 0.6 * (promised - shipped)) : null,
    deliveredAt: lost ? null : new Date(Math.max(delivered, shipped + 12 * hour)),
    lost,
  };
}

/** What is known of the parcel at `now`. */
export function shipmentAt(
  random: SeededRandom,
  country: string,
  placedAt: Date,
  plan: ShipmentPlan,
  now: Date,
): DemoShipment {
  const shipped = plan.shippedAt.getTime();
  const arrival = plan.deliveredAt?.getTime() ?? plan.promisedAt.getTime();
  const between = (share: number) => new Date(shipped + share * (arrival - shipped));
  const hub = places[`hub${country}`] ?? places.hubGB!;
  const steps: ShipmentStep[] = [
    { at: new Date(placedAt.getTime() + hour), state: 'preparing', place: places.warehouse! },
    { at: plan.shippedAt, state: 'in_transit', place: places.warehouse! },
    ...(country === 'GB' ? [] : [{ at: between(0.2), state: 'in_transit' as const, place: places.export! }]),
    {
      at: plan.delayedAt ? new Date(plan.delayedAt.getTime() - 3 * hour) : between(0.45),
      state: 'in_transit',
      place: hub,
    },
    ...(plan.delayedAt ? [{ at: plan.delayedAt, state: 'delayed' as const, place: hub }] : []),
    ...(plan.deliveredAt
      ? [
          { at: new Date(arrival - 5 * hour), state: 'out_for_delivery' as const, place: places.depot! },
          { at: plan.deliveredAt, state: 'delivered' as const, place: places.door! },
        ]
      : []),
  ];
  const history = steps
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .filter((step) => step.at.getTime() <= now.getTime());
  const longGone = plan.lost && now.getTime() > plan.promisedAt.getTime() + 10 * day;
  const state: ShipmentState = longGone ? 'lost' : (history.at(-1)?.state ?? 'preparing');
  return {
    carrier: random.pick(carriers[country] ?? carriers.GB!),
    trackingNumber: `HH${String(random.nextInt(1e9)).padStart(9, '0')}${country}`,
    state,
    promisedAt: plan.promisedAt,
    shippedAt: plan.shippedAt.getTime() <= now.getTime() ? plan.shippedAt : null,
    deliveredAt: state === 'delivered' ? plan.deliveredAt : null,
    history,
  };
}

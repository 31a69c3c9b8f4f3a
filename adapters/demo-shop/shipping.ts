import type { DemoSettings } from './demo-settings.ts';

type Shipping = Pick<DemoSettings, 'shipping' | 'loyalty'>;

/** Shown shipping fee: free from the shop's minimum and for members. */
export function shippingFee(
  { shipping, loyalty }: Shipping,
  country: string,
  merchandiseCents: number,
  loyaltyPoints: number,
): number {
  const free = merchandiseCents >= shipping.freeFromCents || loyaltyPoints >= loyalty.freeShippingFromPoints;
  return free ? 0 : (shipping.countries[country] ?? shipping.elsewhere).feeCents;
}

/** The day promised at checkout: the longer of the place's working days, weekends skipped, at 20:00 UTC. */
export function promisedDate({ shipping }: Shipping, country: string, placedAt: Date): Date {
  const { workingDays } = shipping.countries[country] ?? shipping.elsewhere;
  const date = new Date(placedAt);
  for (let left = workingDays[1]; left > 0; ) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() % 6 !== 0) left--;
  }
  date.setUTCHours(20, 0, 0, 0);
  return date;
}

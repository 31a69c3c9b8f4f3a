import type { Localised } from '../../core/localised.ts';
import { demoSettings } from './demo-settings.ts';
import { salesBetween, seasonMinimumCents } from './sales.ts';

export interface DemoPromotion {
  readonly id: string;
  readonly name: Localised;
  readonly code: string | null;
  readonly percent: number | null;
  readonly freeShipping: boolean;
  readonly minimumCents: number;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
}

/** What everybody may have: free delivery, a student perk, and every season and sale since `from`, ended ones too. */
export function buildPromotions(from: Date, now: Date): DemoPromotion[] {
  const lasting = { percent: null, freeShipping: false, minimumCents: 0, startsAt: from, endsAt: null };
  return [
    {
      ...lasting,
      id: 'free-delivery',
      name: { en: 'Free standard delivery from £50', zh: '满 £50 免标准运费' },
      code: null,
      freeShipping: true,
      minimumCents: demoSettings.shipping.freeFromCents,
    },
    {
      ...lasting,
      id: 'students',
      name: { en: 'Students: 5% off every order', zh: '学生优惠：每单减 5%' },
      code: 'STUDENT5',
      percent: 5,
    },
    ...salesBetween(from, now).map(({ id, name, code, percent, season, startsAt, endsAt }) => ({
      id,
      name: season
        ? { en: `${name[0]} code: ${percent}% off from £30`, zh: `${name[1]}优惠码：满 £30 减 ${percent}%` }
        : { en: `${name[0]}: ${percent}% off everything`, zh: `${name[1]}：全场减 ${percent}%` },
      code,
      percent,
      freeShipping: false,
      minimumCents: season ? seasonMinimumCents : 0,
      startsAt,
      endsAt,
    })),
  ];
}

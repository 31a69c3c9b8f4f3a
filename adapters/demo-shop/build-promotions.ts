import type { Localised } from '../../core/localised.ts';
import { demoSettings } from './demo-settings.ts';

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

const seasons = [
  { id: 'winter', code: 'WINTER10', name: { en: 'Winter', zh: '冬季' }, months: [11, 0, 1] },
  { id: 'spring', code: 'SPRING10', name: { en: 'Spring', zh: '春季' }, months: [2, 3, 4] },
  { id: 'summer', code: 'SUMMER10', name: { en: 'Summer', zh: '夏季' }, months: [5, 6, 7] },
  { id: 'autumn', code: 'AUTUMN10', name: { en: 'Autumn', zh: '秋季' }, months: [8, 9, 10] },
] as const;

/** What everybody may have: free delivery, the season's code, a student perk. */
export function buildPromotions(now: Date): DemoPromotion[] {
  const month = now.getUTCMonth();
  const season = seasons.find(({ months }) => (months as readonly number[]).includes(month))!;
  const monthsIn = (season.months as readonly number[]).indexOf(month);
  const begin = (offset: number) => new Date(Date.UTC(now.getUTCFullYear(), month - monthsIn + offset, 1));
  const start = new Date(Date.UTC(now.getUTCFullYear() - 2, 0, 1));
  return [
    {
      id: 'free-delivery',
      name: { en: 'Free standard delivery from £50', zh: '满 £50 免标准运费' },
      code: null,
      percent: null,
      freeShipping: true,
      minimumCents: demoSettings.shipping.freeFromCents,
      startsAt: start,
      endsAt: null,
    },
    {
      id: `${season.id}-sale`,
      name: {
        en: `${season.name.en} sale: 10% off from £30`,
        zh: `${season.name.zh}优惠：满 £30 减 10%`,
      },
      code: season.code,
      percent: 10,
      freeShipping: false,
      minimumCents: 3000,
      startsAt: begin(0),
      endsAt: begin(3),
    },
    {
      id: 'students',
      name: { en: 'Students: 5% off every order', zh: '学生优惠：每单减 5%' },
      code: 'STUDENT5',
      percent: 5,
      freeShipping: false,
      minimumCents: 0,
      startsAt: start,
      endsAt: null,
    },
  ];
}

import type { Offer } from './offer.ts';

/** The offers a new shop starts with, beside giving nothing. Caps are in the minor unit of the shop's currency. */
export const defaultOffers: readonly Offer[] = [
  percent('percent-5', 5, 1_000),
  percent('percent-10', 10, 2_000),
  percent('percent-15', 15, 3_000),
  {
    id: 'free-shipping',
    kind: 'free_shipping',
    name: { en: 'Free shipping on your next order', zh: '下一单免运费' },
    percent: null,
    perkPoints: null,
    maximumCents: 800,
    validityDays: 21,
    version: 1,
  },
  {
    id: 'loyalty-perk',
    kind: 'perk',
    name: { en: '300 extra loyalty points with your next order', zh: '下一单额外赠送 300 积分' },
    percent: null,
    perkPoints: 300,
    maximumCents: 300,
    validityDays: 30,
    version: 1,
  },
];

function percent(id: string, value: number, maximumCents: number): Offer {
  return {
    id,
    kind: 'percent',
    // 折 names what is left to pay, in tenths: 15 % off is 8.5 折.
    name: { en: `${value}% off your next order`, zh: `下一单 ${(100 - value) / 10} 折（优惠 ${value}%）` },
    percent: value,
    perkPoints: null,
    maximumCents,
    validityDays: 14,
    version: 1,
  };
}

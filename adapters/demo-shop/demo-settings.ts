import type { Localised } from '../../core/localised.ts';
import { categories } from './catalogue/categories.ts';

/** What `shops.settings` of the demo shop holds. Amounts are shown prices, tax included, in pence. */
export interface DemoSettings {
  readonly returnDays: number;
  readonly warrantyYears: number;
  readonly shipping: {
    /** Orders of at least this much ship free, everywhere. */
    readonly freeFromCents: number;
    readonly countries: Readonly<
      Record<string, { readonly feeCents: number; readonly workingDays: readonly [number, number] }>
    >;
    readonly elsewhere: { readonly feeCents: number; readonly workingDays: readonly [number, number] };
  };
  /** Contained in shown prices; a place that is not named pays none. */
  readonly taxPercent: Readonly<Record<string, number>>;
  readonly loyalty: { readonly pointsPerPound: number; readonly freeShippingFromPoints: number };
  readonly support: {
    readonly email: string;
    /** ISO weekdays, in the shop's time zone. */
    readonly days: readonly number[];
    readonly from: string;
    readonly to: string;
  };
  readonly paymentMethods: readonly Localised[];
  readonly categories: readonly { readonly id: string; readonly name: Localised }[];
}

export const demoSettings: DemoSettings = {
  returnDays: 30,
  warrantyYears: 2,
  shipping: {
    freeFromCents: 5000,
    countries: {
      GB: { feeCents: 395, workingDays: [2, 4] },
      DE: { feeCents: 795, workingDays: [4, 6] },
      FR: { feeCents: 795, workingDays: [4, 6] },
      US: { feeCents: 1195, workingDays: [6, 10] },
      CN: { feeCents: 1195, workingDays: [7, 12] },
    },
    elsewhere: { feeCents: 1495, workingDays: [7, 14] },
  },
  taxPercent: { GB: 20, DE: 19, FR: 20 },
  loyalty: { pointsPerPound: 1, freeShippingFromPoints: 500 },
  support: { email: 'help@harbourandhearth.example', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
  paymentMethods: [
    { en: 'Visa, Mastercard and American Express', zh: 'Visa、万事达卡和美国运通卡' },
    { en: 'PayPal', zh: 'PayPal' },
    { en: 'Apple Pay and Google Pay', zh: 'Apple Pay 和 Google Pay' },
    { en: 'Alipay and WeChat Pay', zh: '支付宝和微信支付' },
  ],
  categories: categories.map(({ id, name: [en, zh] }) => ({ id, name: { en, zh } })),
};

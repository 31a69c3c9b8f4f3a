import { beta, gamma, normal, weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import { nature } from './world.ts';

/** What is true of a shopper and nobody in the shop can see. */
export interface LatentShopper {
  readonly index: number;
  /** 's000017': the same shopper in every world of a seed. */
  readonly id: string;
  readonly language: Language;
  readonly country: string;
  /** Agreed to personal offers. */
  readonly consents: boolean;
  /** Day on which the account was made, below 0. */
  readonly joinDay: number;
  /** Purchases a day while active, without offers: Gamma(1.2), mean one in 28 days, less for the sensitive. */
  readonly ratePerDay: number;
  /** Chance a day to leave for good without a grudge (Pareto/NBD's dropout): Gamma(2), mean one in 480 days. */
  readonly leaveHazardPerDay: number;
  /** Mean basket at list price; the reciprocal of a gamma, as in Gamma-Gamma. */
  readonly meanBasketCents: number;
  /** Discount sensitivity, Beta(.35, 1.25): many near 0, some near 1. */
  readonly sensitivity: number;
  /** How bluntly they write whatever happened, standard normal: noise between mood and words. */
  readonly temper: number;
}

const countries = ['GB', 'US', 'CN', 'DE', 'FR'] as const;

/** Shoppers with their hidden traits; the same seed and number give the same ones. */
export function drawLatentShoppers(seed: string, count: number): LatentShopper[] {
  return Array.from({ length: count }, (_, index) => {
    const random = new SeededRandom(`${seed}/shopper/${index}`);
    const country = countries[weightedIndex(random, [46, 12, 30, 6, 6])]!;
    const sensitivity = beta(random, 0.35, 1.25);
    return {
      index,
      id: `s${String(index).padStart(6, '0')}`,
      language: random.next() < (country === 'CN' ? 0.97 : 0.06) ? 'zh' : 'en',
      country,
      consents: random.next() < 0.9,
      joinDay: -nature.pastDays * (1 - random.next() ** 1.3 * 0.92),
      // Who hunts for deals buys less often: most of what a discount to all costs goes to those who come anyway.
      ratePerDay: (gamma(random, 1.2) * Math.exp(-1.1 * sensitivity)) / (1.2 * 28),
      leaveHazardPerDay: gamma(random, 2) / (2 * 480),
      // Deal seekers fill smaller baskets: a trace of the trait that the shop can see.
      meanBasketCents: Math.round((5_200 * 3.5 * Math.exp(-0.5 * sensitivity)) / gamma(random, 4.5)),
      sensitivity,
      temper: normal(random),
    };
  });
}

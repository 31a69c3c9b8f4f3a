import { beta, gamma, weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { Language } from '../../core/words.ts';
import { categories } from './catalogue/categories.ts';
import { shopperName } from './names.ts';
import { personas } from './personas.ts';
import { seededId } from './seeded-id.ts';

export interface DemoShopper {
  readonly id: string;
  readonly externalId: string;
  readonly name: string;
  readonly email: string;
  readonly language: Language;
  readonly country: string;
  readonly region: string | null;
  readonly createdAt: Date;
  readonly truth: ShopperTruth;
}

/**
 * The buying process of one shopper: BG/NBD (Fader, Hardie and Lee 2005) with two known disturbances. While alive
 * they order at `ratePerDay`, times 1 + 1.5 * discountSensitivity in a sale; after each order they leave for good with
 * `dropoutProbability`, plus 0.1 when the order came late.
 */
export interface ShopperTruth {
  /** Gamma(1.3), mean one order in 70 days. */
  readonly ratePerDay: number;
  /** Beta(1, 4). */
  readonly dropoutProbability: number;
  /** Beta(1.2, 2.8). */
  readonly discountSensitivity: number;
  /** Share of each category, Dirichlet(0.6). */
  readonly categoryShares: Readonly<Record<string, number>>;
  readonly student: boolean;
}

const day = 86_400_000;
export const historyDays = 730;
const countries = ['GB', 'US', 'CN', 'DE', 'FR'] as const;
const countryWeights = [58, 14, 12, 8, 8];
const statesOfUs = ['NY', 'CA', 'TX', 'MA', 'WA'] as const;

/** `count` shoppers who came over the last two years, then the personas. */
export function buildShoppers(seed: string, now: Date, count: number): DemoShopper[] {
  const drawn = Array.from({ length: count }, (_, index) => {
    const random = new SeededRandom(`${seed}/shopper/${index}`);
    const country = countries[weightedIndex(random, countryWeights)]!;
    const language = speaks(random, country);
    const createdAt = new Date(now.getTime() - historyDays * day * (1 - random.next() ** 0.9));
    const { name, mailbox } = shopperName(random, country, language);
    return {
      id: seededId(random, createdAt),
      externalId: `c${100_000 + index}`,
      name,
      email: `${mailbox}${index}@example.com`,
      language,
      country,
      region: country === 'US' ? statesOfUs[weightedIndex(random, [34, 30, 16, 10, 10])]! : null,
      createdAt,
      truth: drawTruth(random),
    };
  });
  return [...drawn, ...personaShoppers(seed, now)];
}

function personaShoppers(seed: string, now: Date): DemoShopper[] {
  return personas.flatMap((persona) => {
    if (persona.externalId === null) return [];
    const random = new SeededRandom(`${seed}/persona/${persona.key}`);
    const createdAt = new Date(now.getTime() - (persona.key.startsWith('new') ? 1 : 700) * day);
    return {
      id: seededId(random, createdAt),
      externalId: persona.externalId,
      name: persona.name,
      email: `${persona.externalId}@example.com`,
      language: persona.language,
      country: persona.country,
      region: persona.region,
      createdAt,
      truth: { ...drawTruth(random), ratePerDay: 1 / persona.daysBetweenOrders, student: false },
    };
  });
}

function speaks(random: SeededRandom, country: string): Language {
  const chinese = { CN: 0.96, GB: 0.07, US: 0.08 }[country] ?? 0.03;
  return random.next() < chinese ? 'zh' : 'en';
}

function drawTruth(random: SeededRandom): ShopperTruth {
  const tastes = categories.map(() => gamma(random, 0.6));
  const total = tastes.reduce((sum, taste) => sum + taste, 0);
  return {
    ratePerDay: gamma(random, 1.3) / (1.3 * 70),
    dropoutProbability: beta(random, 1, 4),
    discountSensitivity: beta(random, 1.2, 2.8),
    categoryShares: Object.fromEntries(categories.map(({ id }, index) => [id, tastes[index]! / total])),
    student: random.next() < 0.05,
  };
}

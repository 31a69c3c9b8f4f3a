import { weightedIndex } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { laboratoryActions } from './laboratory-offer.ts';
import type { LatentShopper } from './latent-shopper.ts';
import type { Life } from './life.ts';

/** What was drawn for a shopper on a day. */
export interface CampaignDraw {
  /** Index into `laboratoryActions`. */
  readonly action: number;
  /** Chance of every action; they sum to 1. */
  readonly propensities: readonly number[];
}

/** A past randomised campaign: on which days offers were drawn, and how. */
export interface Campaign {
  /** Rising, below 0, a period apart. */
  readonly days: readonly number[];
  /** @returns what draws for this shopper, called on each of the days in turn; null: they are not asked. */
  drawerOf(shopper: LatentShopper): (life: Life, day: number) => CampaignDraw | null;
}

/** Days on which the usual campaign drew an offer for whoever might get one: a year, and 120 days follow the last draw. */
const campaignDays: readonly number[] = Array.from({ length: 12 }, (_, wave) => -450 + 30 * wave);

/** Two in five got nothing. */
export const campaignPropensities: readonly number[] = laboratoryActions.map((_, action) =>
  action === 0 ? 0.4 : 0.2,
);

/** The campaign from which effects are learnt in `simulate` and which `laboratory write` logs. */
export function usualCampaign(seed: string): Campaign {
  return {
    days: campaignDays,
    drawerOf({ index }) {
      const random = new SeededRandom(`${seed}/campaign/${index}`);
      return (life, day) => {
        const action = weightedIndex(random, campaignPropensities);
        return mayGet(life, day) ? { action, propensities: campaignPropensities } : null;
      };
    },
  };
}

/** Personal offers go to consenting shoppers with an account. */
export function mayGet({ shopper }: Life, day: number): boolean {
  return shopper.consents && shopper.joinDay < day;
}

import { standardNormal } from '../../numerics/normal-distribution.ts';
import { defaultPriors } from '../../policy/priors.ts';
import { laboratoryActions } from '../laboratory-offer.ts';
import type { OfferRow } from '../offer-row.ts';
import type { LearntEffects } from './learn-effects.ts';

/** Of each added purchase, what is lost in the weeks after the period: posterior mean and deviation. */
export interface LaterLoss {
  readonly share: number;
  readonly standardError: number;
}

/** Keeps those of whom nothing is expected from counting without bound. */
const leastLater = 0.2;
/** How far the stated prior may be from a shop's truth. */
const priorDeviation = 0.3;

/**
 * How much of what offers add within their period is missing later: an instrumental-variables ratio whose instrument
 * is the drawn action, as strong as what it was expected to add. Actions are centred on their mean under the
 * propensities, so that whatever else a shopper is does not matter; predictions take noise out only. Standard error by
 * the delta method, clustered by shopper; then weighed with the stated prior of
 * `defaultPriors`, and held to [0, 1]: a share of what was added cannot be more than all of it.
 */
export function laterLossOf(rows: readonly OfferRow[], { heldOut, later }: LearntEffects): LaterLoss {
  const byShopper = new Map<string, { now: number; later: number }>();
  rows.forEach((row, i) => {
    const base = heldOut.purchases[0]![i]!;
    const added = laboratoryActions.map((_, action) => heldOut.purchases[action]![i]! - base);
    const mean = added.reduce((sum, value, action) => sum + row.propensities[action]! * value, 0);
    // Counts vary as much as they are large: whoever buys a lot anyway tells less about what an offer moved.
    const instrument = (added[row.action]! - mean) / (leastLater + later[i]!);
    const sums = byShopper.get(row.shopper) ?? { now: 0, later: 0 };
    sums.now += instrument * (row.purchases - base);
    sums.later += instrument * (row.laterPurchases - later[i]!);
    byShopper.set(row.shopper, sums);
  });
  const all = [...byShopper.values()];
  const now = all.reduce((sum, one) => sum + one.now, 0);
  const missing = all.reduce((sum, one) => sum + one.later, 0);
  const prior = { share: defaultPriors.pulledForwardShare, precision: 1 / priorDeviation ** 2 };
  if (now <= 0) return { share: prior.share, standardError: priorDeviation };
  const share = -missing / now;
  const variance = all.reduce((sum, one) => sum + (one.later + share * one.now) ** 2, 0) / now ** 2;
  const precision = 1 / variance + prior.precision;
  return within01((share / variance + prior.share * prior.precision) / precision, Math.sqrt(1 / precision));
}

/** Mean and deviation of a normal distribution that is known to lie in [0, 1]. */
function within01(mean: number, deviation: number): LaterLoss {
  const [low, high] = [-mean / deviation, (1 - mean) / deviation];
  const { density } = standardNormal;
  const mass = standardNormal.cdf(high) - standardNormal.cdf(low);
  if (mass < 1e-9) return { share: Math.min(1, Math.max(0, mean)), standardError: deviation };
  const shift = (density(low) - density(high)) / mass;
  const spread = 1 + (low * density(low) - high * density(high)) / mass - shift ** 2;
  return { share: mean + deviation * shift, standardError: deviation * Math.sqrt(Math.max(0, spread)) };
}

import { exponential, gamma } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { LatentShopper } from './latent-shopper.ts';
import { nature } from './world.ts';

/**
 * The moments at which a shopper could buy, with everything that chance decides about each, drawn once and shared by
 * all policies (common random numbers). Moments come at the highest rate that any offer can cause; one becomes a
 * purchase when its `acceptance` lies below the share of that rate which holds then (thinning, Lewis and Shedler
 * 1979). So a policy that raises a rate adds purchases to those of a policy that does not, and the difference between
 * two policies is their effect, not luck.
 */
export interface Occasions {
  readonly count: number;
  /** Rising; from the shopper's first day. */
  readonly day: Float64Array;
  readonly acceptance: Float64Array;
  /** Basket as a multiple of the shopper's mean. */
  readonly basket: Float64Array;
  readonly use: Float64Array;
  readonly parcel: Float64Array;
  readonly refund: Float64Array;
  readonly pulled: Float64Array;
  readonly visit: Float64Array;
  readonly code: Float64Array;
  /** Integrated hazard at which they leave, Exp(1). */
  readonly leaveAt: number;
}

export function drawOccasions(seed: string, shopper: LatentShopper, untilDay: number): Occasions {
  const random = new SeededRandom(`${seed}/occasions/${shopper.index}`);
  const leaveAt = exponential(random, 1);
  const days: number[] = [shopper.joinDay];
  const rate = shopper.ratePerDay * nature.multiplierAtMost;
  for (
    let day = shopper.joinDay + exponential(random, rate);
    day < untilDay;
    day += exponential(random, rate)
  )
    days.push(day);
  const count = days.length;
  const marks = () => Float64Array.from({ length: count }, () => random.next());
  const acceptance = marks();
  // Whoever makes an account mostly buys at once.
  acceptance[0] = random.next() < 0.93 ? 0 : 1;
  return {
    count,
    day: Float64Array.from(days),
    acceptance,
    basket: Float64Array.from({ length: count }, () => gamma(random, 6) / 6),
    use: marks(),
    parcel: marks(),
    refund: marks(),
    pulled: marks(),
    visit: marks(),
    code: marks(),
    leaveAt,
  };
}

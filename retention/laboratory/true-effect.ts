import { expectedSr } from '../policy/expected-sr.ts';
import { nothingScore, type OfferScore } from '../policy/offer-scorer.ts';
import { percentOfAction } from './laboratory-offer.ts';
import type { Life } from './life.ts';
import type { PricePath } from './price-path.ts';
import { offerMultiplier } from './response.ts';
import { nature, type World } from './world.ts';

/**
 * What an action is truly expected to do, from the hidden state: the oracle's score. Within the window the offer
 * multiplies the rate until it is redeemed; after that the base rate holds. Each purchase more risks a parcel that
 * makes the shopper leave; what is pulled forward is taken off; fatigue is charged with the base rate that it costs
 * and with the dulling of a next offer.
 * @param horizonDays until the end of the comparison.
 */
export function trueEffect(
  world: World,
  prices: PricePath,
  life: Life,
  day: number,
  action: number,
  horizonDays: number,
): OfferScore {
  const percent = percentOfAction(action);
  const { alive, grudge, fatigue } = life.hidden;
  if (percent === 0 || !alive) return nothingScore;
  const { shopper } = life;
  const price = prices.at(day);
  const rateLoss = 1 - Math.min(0.5, nature.fatigueRateLoss * fatigue);
  const rate = shopper.ratePerDay * price ** -nature.priceElasticity * rateLoss;
  const score = life.account.churnScore(day);
  const tired = fatigue + world.fatiguePerOffer;
  const multiplier = offerMultiplier(world, shopper.sensitivity, score, tired, percent);
  const window = Math.min(nature.periodDays, horizonDays);
  const hazard = shopper.leaveHazardPerDay * Math.exp(nature.grudgeHazard * grudge);
  const offered = windowPurchases(rate, multiplier, hazard, window);
  const added = offered.expected - windowPurchases(rate, 1, hazard, window).expected;
  const basket = shopper.meanBasketCents * price * (1 - nature.fault.share * nature.fault.refundedShare);
  const margin = basket * (1 - (1 - nature.marginRate) / price);
  const costCents = offered.first * nature.useShare * basket * (percent / 100);
  const after = Math.max(0, horizonDays - window);
  const stays = 1 / (shopper.leaveHazardPerDay + 1e-9);
  const laterValue = rate * margin * stays * (1 - Math.exp(-after / stays));
  // Whoever bought early leaves the next one out, if there would have been a next one before the end.
  const ending = rate + shopper.leaveHazardPerDay;
  const pulled =
    world.pulledForwardShare * (rate / ending) * (1 - Math.exp(-ending * (horizonDays - window / 2)));
  const fading = nature.fatigueHalfLifeDays / Math.LN2;
  const tiring =
    world.fatiguePerOffer *
    nature.fatigueRateLoss *
    rate *
    margin *
    fading *
    (1 - Math.exp(-horizonDays / fading));
  const deltaCents =
    added * (1 - pulled) * margin -
    added * leavingPerPurchase(shopper.leaveHazardPerDay) * laterValue -
    costCents -
    tiring;
  const in90 = rate * 90 * Math.exp(-hazard * 45);
  const srLossCents =
    expectedSr(in90, basket, 0) - expectedSr(in90 + added * (1 - pulled), basket, costCents);
  return { deltaCents, srLossCents, costCents, score: deltaCents };
}

/** Expected purchases in a window whose first comes at the multiplied rate, and the chance of that first. */
function windowPurchases(
  rate: number,
  multiplier: number,
  hazard: number,
  days: number,
): { first: number; expected: number } {
  const fast = rate * multiplier;
  const ending = fast + hazard;
  const first = (fast / ending) * (1 - Math.exp(-ending * days));
  const rest = fast * rate * (days / ending - (1 - Math.exp(-ending * days)) / ending ** 2);
  return { first, expected: first + rest };
}

/** Chance that the parcel of one purchase makes a shopper leave who else would not have. */
function leavingPerPurchase(hazardPerDay: number): number {
  return (
    nature.late.share * (1 - Math.exp(-extraHazard(hazardPerDay, nature.late.grudge))) +
    nature.fault.share * (1 - Math.exp(-extraHazard(hazardPerDay, nature.fault.grudge)))
  );
}

/** Hazard beyond the usual one while a grudge fades, summed over days. */
function extraHazard(hazardPerDay: number, grudge: number): number {
  let sum = 0;
  for (let day = 0; day < 240; day += 4)
    sum += 4 * (Math.exp(nature.grudgeHazard * grudge * 0.5 ** (day / nature.grudgeHalfLifeDays)) - 1);
  return hazardPerDay * sum;
}

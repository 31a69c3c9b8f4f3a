import { churnScoreThreshold, nature, type World } from './world.ts';

/** Of a discount, what is felt where only a round 10 % impresses: 5 % hardly, 15 % no more than 10. */
const feltAtRisk: Readonly<Record<number, number>> = { 0: 0, 5: 0.03, 10: 0.1, 15: 0.104 };

/**
 * By how much a personal offer multiplies a shopper's purchase rate while it is open.
 * @param percent off. @param churnScore of the moment the offer was given. @param fatigue see `World`.
 */
export function offerMultiplier(
  world: World,
  sensitivity: number,
  churnScore: number,
  fatigue: number,
  percent: number,
): number {
  if (percent === 0 || world.response === 'none') return 1;
  const log =
    world.response === 'sensitivity'
      ? nature.elasticityAtMost * sensitivity * (percent / 100)
      : (churnScore >= churnScoreThreshold ? nature.elasticityAtMost : 0.5) * feltAtRisk[percent]!;
  return Math.min(nature.multiplierAtMost, Math.exp(log * Math.exp(-fatigue)));
}

/** A public sale's multiplier: the same in every world, so that what shoppers did in sales tells what they are like. */
export function saleMultiplier(sensitivity: number, percent: number): number {
  return Math.min(nature.multiplierAtMost, Math.exp(nature.elasticityAtMost * sensitivity * (percent / 100)));
}

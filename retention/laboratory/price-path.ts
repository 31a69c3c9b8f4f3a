import { normal } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { nature } from './world.ts';

/** The shop's price level by day, 1 on average: it moves once in sixty days by a few percent. */
export interface PricePath {
  /** @returns list prices as a multiple of the usual ones. */
  at(day: number): number;
}

const stepDays = 60;

export function drawPricePath(seed: string, untilDay: number): PricePath {
  const random = new SeededRandom(`${seed}/prices`);
  const steps = Math.ceil((untilDay + nature.pastDays) / stepDays) + 1;
  const levels: number[] = [];
  let log = 0;
  for (let step = 0; step < steps; step++) {
    levels.push(Math.exp(log));
    log = 0.7 * log + 0.03 * normal(random);
  }
  return {
    at(day) {
      const step = Math.floor((day + nature.pastDays) / stepDays);
      return levels[Math.min(levels.length - 1, Math.max(0, step))]!;
    },
  };
}

/** Percent off for everybody on that day. */
export function salePercentAt(day: number): number {
  const { everyDays, days, percent } = nature.sale;
  const into = (((day + nature.pastDays) % everyDays) + everyDays) % everyDays;
  return into >= everyDays - days ? percent : 0;
}

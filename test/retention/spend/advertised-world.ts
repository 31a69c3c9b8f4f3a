import { normal, uniform } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { ChannelResponse } from '../../../retention/spend/fit-spend.ts';
import { carriedOver, type SpendHistory, saturated } from '../../../retention/spend/spend-history.ts';

/** Channels with known responses; spending moves in steps of two weeks, each channel's own. */
export const trueChannels: readonly ChannelResponse[] = [
  { decay: 0.6, half: 300, most: 900 },
  { decay: 0, half: 1_500, most: 1_600 },
  { decay: 0.3, half: 100, most: 60 },
];

export function advertisedWorld(seed: string, { days = 420, noise = 60 } = {}): SpendHistory {
  const random = new SeededRandom(seed);
  const spend = [400, 250, 200].map((mean) => {
    let level = mean;
    return Float64Array.from({ length: days }, (_, day) => {
      if (day % 14 === 0) level = mean * uniform(random, 0.2, 2);
      return Math.max(0, level * (1 + 0.2 * normal(random)));
    });
  });
  const carried = spend.map((values, c) => carriedOver(values, trueChannels[c]!.decay));
  const outcome = Float64Array.from({ length: days }, (_, day) => {
    const base =
      1_000 + 0.3 * day + 120 * Number(day % 7 === 2) + 100 * Math.sin((2 * Math.PI * day) / 365.25);
    const brought = trueChannels.reduce(
      (sum, { most, half }, c) => sum + most * saturated(carried[c]![day]!, half),
      0,
    );
    return base + brought + noise * normal(random);
  });
  return { channels: ['search', 'social', 'banner'], firstDay: 20_000, spend, outcome };
}

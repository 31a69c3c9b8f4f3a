import type { SpendHistory } from './spend-history.ts';

/** Why the history cannot say what spending brings. */
export interface SpendRefusal {
  readonly code: 'too_few_days' | 'constant_outcome' | 'spend_never_varied' | 'channels_move_together';
  /** Which it is about; none: all together. */
  readonly channels: readonly string[];
  readonly text: string;
}

export const spendNeeds = { daysPerChannel: 30, days: 84, variation: 0.15, correlation: 0.95 } as const;

/** Everything that speaks against a fit, first what is about all. */
export function spendRefusals({ channels, spend, outcome }: SpendHistory): SpendRefusal[] {
  const days = outcome.length;
  const needed = Math.max(spendNeeds.days, spendNeeds.daysPerChannel * channels.length);
  if (days < needed)
    return [
      {
        code: 'too_few_days',
        channels: [],
        text: `${days} days are too few for ${channels.length} channels; at least ${needed} are needed`,
      },
    ];
  if (outcome.every((value) => value === outcome[0]))
    return [{ code: 'constant_outcome', channels: [], text: `the outcome is ${outcome[0]} on every day` }];
  const refusals: SpendRefusal[] = channels.flatMap((channel, c) => {
    const { mean, deviation } = spread(spend[c]!);
    const variation = mean > 0 ? deviation / mean : 0;
    return variation < spendNeeds.variation
      ? [
          {
            code: 'spend_never_varied' as const,
            channels: [channel],
            text: `"${channel}" was ${mean === 0 ? 'never spent on' : `always about the same (its deviation is ${(100 * variation).toFixed(0)} % of its mean)`}: nothing is known of what more or less would do`,
          },
        ]
      : [];
  });
  for (let a = 0; a < channels.length; a++)
    for (let b = 0; b < a; b++) {
      const together = correlation(spend[a]!, spend[b]!);
      if (Math.abs(together) > spendNeeds.correlation)
        refusals.push({
          code: 'channels_move_together',
          channels: [channels[b]!, channels[a]!],
          text: `"${channels[b]}" and "${channels[a]}" were spent together (correlation ${together.toFixed(2)}): what one brings cannot be told from the other; vary one alone, or hold it back in some regions`,
        });
    }
  return refusals;
}

function spread(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

function correlation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [spread(a), spread(b)];
  if (x.deviation === 0 || y.deviation === 0) return 0;
  const both = a.reduce((sum, value, i) => sum + (value - x.mean) * (b[i]! - y.mean), 0);
  return both / a.length / (x.deviation * y.deviation);
}

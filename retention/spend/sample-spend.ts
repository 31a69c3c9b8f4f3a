import { SeededRandom } from '../../core/seeded-random.ts';
import type { SpendBounds } from './allocate-spend.ts';
import { type ChannelResponse, fitSpend, refitSpend } from './fit-spend.ts';
import type { SpendHistory } from './spend-history.ts';

/** A fit with how it would have come out otherwise: enough to split any total without the history. */
export interface SpendSamples {
  readonly channels: readonly string[];
  readonly days: number;
  readonly explained: number;
  /** Mean a day over the last four weeks, by channel. */
  readonly today: readonly number[];
  /** How far a proposal may move each channel. */
  readonly bounds: readonly SpendBounds[];
  readonly fit: readonly ChannelResponse[];
  readonly again: readonly (readonly ChannelResponse[])[];
}

/** How far a proposal moves one channel away from today, as factors. */
const reach = { from: 0.5, to: 1.5 };

/** @param history one that nothing speaks against: see spendRefusals. */
export function sampleSpend(
  history: SpendHistory,
  { bootstrap, seed }: { readonly bootstrap: number; readonly seed: string },
): SpendSamples {
  const fit = fitSpend(history);
  const random = new SeededRandom(seed);
  const again = Array.from({ length: bootstrap }, () => refitSpend(history, fit, random).channels);
  const today = history.spend.map((values) => meanOf(values.subarray(-28)));
  return {
    channels: history.channels,
    days: history.outcome.length,
    explained: fit.explained,
    today,
    bounds: today.map((spend, c) => ({
      from: reach.from * spend,
      to: Math.max(spend, Math.min(reach.to * spend, highestMonth(history.spend[c]!))),
    })),
    fit: fit.channels,
    again,
  };
}

/** The highest mean of four weeks in a row. */
function highestMonth(values: Float64Array): number {
  let highest = 0;
  for (let day = 0; day + 28 <= values.length; day++)
    highest = Math.max(highest, meanOf(values.subarray(day, day + 28)));
  return highest;
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

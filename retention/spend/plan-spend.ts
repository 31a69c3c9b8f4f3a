import { SeededRandom } from '../../core/seeded-random.ts';
import { percentileInterval } from '../numerics/cluster-bootstrap.ts';
import { allocateSpend, dailyReturn, marginalReturn } from './allocate-spend.ts';
import { type ChannelResponse, fitSpend, refitSpend } from './fit-spend.ts';
import type { SpendHistory } from './spend-history.ts';
import { type SpendRefusal, spendRefusals } from './spend-refusal.ts';

interface Estimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ChannelReport {
  readonly channel: string;
  /** Mean a day over the last four weeks. */
  readonly spend: number;
  readonly decay: Estimate;
  readonly half: Estimate;
  readonly most: Estimate;
  /** Outcome a day that today's spend brings. */
  readonly brings: Estimate;
  /** Outcome per unit of money, of the last one spent. */
  readonly marginal: Estimate;
  /** Share of the proposed total; the same as today's where nothing is proposed. */
  readonly proposed: number;
}

export interface SpendReport {
  readonly refused: boolean;
  readonly reason: string | null;
  readonly refusals: readonly SpendRefusal[];
  readonly days: number;
  readonly explained: number | null;
  readonly channels: readonly ChannelReport[] | null;
  readonly proposal: {
    /** A day. */
    readonly total: number;
    /** Outcome a day, more than with the same total split as today. */
    readonly gain: Estimate;
    /** The gain's whole interval lies above zero. */
    readonly clear: boolean;
  } | null;
}

/** How far a proposal moves one channel away from today, as factors. */
const reach = { from: 0.5, to: 1.5 };

/**
 * Response of each channel with intervals, and how the same or another total would be better split. A proposal moves no
 * channel by more than half, and none beyond what was ever spent on it for four weeks: further out nothing was seen.
 * @param options total a day; null: as much as the last four weeks' mean.
 */
export function planSpend(
  history: SpendHistory,
  options: { readonly total: number | null; readonly bootstrap: number; readonly seed: string },
): SpendReport {
  const refusals = spendRefusals(history);
  const days = history.outcome.length;
  if (refusals.length > 0)
    return {
      refused: true,
      reason: refusals.map(({ text }) => text).join('; '),
      refusals,
      days,
      explained: null,
      channels: null,
      proposal: null,
    };
  const fit = fitSpend(history);
  const random = new SeededRandom(options.seed);
  const again = Array.from({ length: options.bootstrap }, () => refitSpend(history, fit, random).channels);
  const today = history.spend.map((values) => meanOf(values.subarray(-28)));
  const sum = today.reduce((all, value) => all + value, 0);
  const total = options.total ?? sum;
  const factor = sum > 0 ? total / sum : 1;
  const bounds = today.map((spend, c) => ({
    from: reach.from * spend,
    to: Math.max(spend, Math.min(reach.to * spend, highestMonth(history.spend[c]!))),
  }));
  const split = allocateSpend(fit.channels, bounds, total);
  const scaled = today.map((spend) => spend * factor);
  const gainOf = (channels: readonly ChannelResponse[]) =>
    channels.reduce(
      (all, channel, c) => all + dailyReturn(channel, split[c]!) - dailyReturn(channel, scaled[c]!),
      0,
    );
  const of = (value: number, samples: readonly number[]): Estimate => ({
    estimate: value,
    ...percentileInterval(samples),
  });
  const gain = of(gainOf(fit.channels), again.map(gainOf));
  const clear = gain.lower > 0;
  return {
    refused: false,
    reason: null,
    refusals: [],
    days,
    explained: fit.explained,
    channels: fit.channels.map((response, c) => {
      const samples = again.map((channels) => channels[c]!);
      const each = (read: (channel: ChannelResponse) => number) => of(read(response), samples.map(read));
      return {
        channel: history.channels[c]!,
        spend: today[c]!,
        decay: each(({ decay }) => decay),
        half: each(({ half }) => half),
        most: each(({ most }) => most),
        brings: each((channel) => dailyReturn(channel, today[c]!)),
        marginal: each((channel) => marginalReturn(channel, today[c]!)),
        proposed: clear ? split[c]! : scaled[c]!,
      };
    }),
    proposal: { total: split.reduce((all, value) => all + value, 0), gain, clear },
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

import { percentileInterval } from '../numerics/cluster-bootstrap.ts';
import { allocateSpend, dailyReturn, marginalReturn } from './allocate-spend.ts';
import type { ChannelResponse } from './fit-spend.ts';
import { type SpendSamples, sampleSpend } from './sample-spend.ts';
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
  return reportSpend(sampleSpend(history, options), options.total);
}

/** @param total a day, to be split; null: as much as is spent today. */
export function reportSpend(samples: SpendSamples, total: number | null): SpendReport {
  const { today, bounds, fit, again } = samples;
  const sum = today.reduce((all, value) => all + value, 0);
  const wanted = total ?? sum;
  const factor = sum > 0 ? wanted / sum : 1;
  const split = allocateSpend(fit, bounds, wanted);
  const scaled = today.map((spend) => spend * factor);
  const gainOf = (channels: readonly ChannelResponse[]) =>
    channels.reduce(
      (all, channel, c) => all + dailyReturn(channel, split[c]!) - dailyReturn(channel, scaled[c]!),
      0,
    );
  const gain = estimateOf(gainOf(fit), again.map(gainOf));
  const clear = gain.lower > 0;
  return {
    refused: false,
    reason: null,
    refusals: [],
    days: samples.days,
    explained: samples.explained,
    channels: fit.map((response, c) => {
      const each = (read: (channel: ChannelResponse) => number) =>
        estimateOf(
          read(response),
          again.map((channels) => read(channels[c]!)),
        );
      return {
        channel: samples.channels[c]!,
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

/** What a channel brings a day at each of these daily spends. @param channel by its number. */
export function responseCurve(
  { fit, again }: SpendSamples,
  channel: number,
  spends: readonly number[],
): (Estimate & { readonly spend: number })[] {
  return spends.map((spend) => ({
    spend,
    ...estimateOf(
      dailyReturn(fit[channel]!, spend),
      again.map((channels) => dailyReturn(channels[channel]!, spend)),
    ),
  }));
}

function estimateOf(value: number, samples: readonly number[]): Estimate {
  return { estimate: value, ...percentileInterval(samples) };
}

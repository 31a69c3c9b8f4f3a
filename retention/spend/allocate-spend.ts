import type { ChannelResponse } from './fit-spend.ts';

/** How far a channel's spend may go, a day. */
export interface SpendBounds {
  readonly from: number;
  readonly to: number;
}

/** What a channel brings a day when it gets that much every day. */
export function dailyReturn({ most, half }: ChannelResponse, spend: number): number {
  return spend <= 0 ? 0 : (most * spend) / (spend + half);
}

/** What one more unit of money a day brings, at that spend. */
export function marginalReturn({ most, half }: ChannelResponse, spend: number): number {
  return (most * half) / (Math.max(0, spend) + half) ** 2;
}

/**
 * The split of a daily total that brings most, by bisection on the marginal return that all channels within their
 * bounds have in common: every curve is concave, so that is the best there is.
 * @param total is brought within what the bounds allow.
 */
export function allocateSpend(
  channels: readonly ChannelResponse[],
  bounds: readonly SpendBounds[],
  total: number,
): number[] {
  const at = (price: number) =>
    channels.map(({ most, half }, c) => {
      const { from, to } = bounds[c]!;
      const best = Math.sqrt(Math.max(0, (most * half) / price)) - half;
      return Math.min(to, Math.max(from, best));
    });
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const most = sum(bounds.map(({ to }) => to));
  const least = sum(bounds.map(({ from }) => from));
  const wanted = Math.min(most, Math.max(least, total));
  let low = 1e-12;
  let high = Math.max(1e-9, ...channels.map((channel) => marginalReturn(channel, 0))) * 2;
  for (let i = 0; i < 200; i++) {
    const middle = Math.sqrt(low * high);
    if (sum(at(middle)) > wanted) low = middle;
    else high = middle;
  }
  const split = at(high);
  // Channels that bring nothing ask for nothing: what is left goes where there is room, so that the total is met.
  let left = wanted - sum(split);
  return split.map((value, c) => {
    const more = Math.min(left, bounds[c]!.to - value);
    left -= more;
    return value + more;
  });
}

import { describe, expect, test } from 'vitest';
import { allocateSpend, dailyReturn, marginalReturn } from '../../../retention/spend/allocate-spend.ts';
import { fitSpend } from '../../../retention/spend/fit-spend.ts';
import { planSpend } from '../../../retention/spend/plan-spend.ts';
import { carriedOver, type SpendHistory } from '../../../retention/spend/spend-history.ts';
import { advertisedWorld, trueChannels } from './advertised-world.ts';

const options = { total: null, bootstrap: 40, seed: 'test' };

describe('a world with known responses', () => {
  const history = advertisedWorld('spend');
  const report = planSpend(history, options);

  test('what each channel brings, and its last unit of money, lies in the interval', () => {
    expect(report.refused).toBe(false);
    expect(report.explained).toBeGreaterThan(0.7);
    const inside = report.channels!.flatMap((channel, c) => {
      const truth = trueChannels[c]!;
      return [
        [channel.brings, dailyReturn(truth, channel.spend)] as const,
        [channel.marginal, marginalReturn(truth, channel.spend)] as const,
      ];
    });
    const covered = inside.filter(([{ lower, upper }, value]) => lower <= value && value <= upper);
    expect(covered.length).toBeGreaterThanOrEqual(5);
    // The best and the worst place for the next unit of money are told apart.
    const [search, social, banner] = report.channels!;
    expect(social!.marginal.estimate).toBeGreaterThan(banner!.marginal.estimate);
    expect(search!.marginal.estimate).toBeGreaterThan(banner!.marginal.estimate);
  });

  test('the proposal spends the same, stays in reach, and truly brings more', () => {
    const { proposal, channels } = report;
    const today = channels!.reduce((sum, { spend }) => sum + spend, 0);
    expect(proposal!.total).toBeCloseTo(today, 3);
    expect(proposal!.clear).toBe(true);
    const gain = channels!.reduce(
      (sum, { spend, proposed }, c) =>
        sum + dailyReturn(trueChannels[c]!, proposed) - dailyReturn(trueChannels[c]!, spend),
      0,
    );
    expect(gain).toBeGreaterThan(0);
    expect(proposal!.gain.lower).toBeLessThanOrEqual(gain);
    expect(proposal!.gain.upper).toBeGreaterThanOrEqual(gain * 0.8);
    for (const { spend, proposed } of channels!) {
      expect(proposed).toBeGreaterThanOrEqual(0.5 * spend - 1e-6);
      expect(proposed).toBeLessThanOrEqual(1.5 * spend + 1e-6);
    }
  });

  test('a channel that brings nothing is not credited', () => {
    const idle: SpendHistory = {
      ...history,
      channels: [...history.channels, 'idle'],
      spend: [...history.spend, advertisedWorld('idle').spend[0]!],
    };
    const { channels } = planSpend(idle, { ...options, bootstrap: 20 });
    expect(channels![3]!.brings.lower).toBeLessThan(20);
    expect(channels![3]!.brings.estimate).toBeLessThan(0.15 * channels![0]!.brings.estimate);
  });

  test('without noise the responses are found on the grid', () => {
    const means = history.spend.map(
      (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
    );
    const onGrid = [
      { decay: 0.5, half: means[0]!, most: 500 },
      { decay: 0.2, half: 2 * means[1]!, most: 300 },
    ];
    const spend = history.spend.slice(0, 2);
    const outcome = Float64Array.from(
      { length: 420 },
      (_, day) =>
        100 +
        onGrid.reduce((sum, { decay, half, most }, c) => {
          const carried = carriedOver(spend[c]!, decay)[day]!;
          return sum + (most * carried) / (carried + half);
        }, 0),
    );
    const fit = fitSpend({ channels: ['a', 'b'], firstDay: 0, spend, outcome });
    expect(fit.explained).toBeGreaterThan(0.999999);
    fit.channels.forEach(({ decay, half, most }, c) => {
      expect(decay).toBe(onGrid[c]!.decay);
      expect(half).toBeCloseTo(onGrid[c]!.half, 6);
      expect(most).toBeCloseTo(onGrid[c]!.most, 2);
    });
  });
});

describe('allocation', () => {
  test('equals marginal returns where no bound is met, and is not beaten by moving money', () => {
    const bounds = trueChannels.map(() => ({ from: 0, to: 10_000 }));
    const split = allocateSpend(trueChannels, bounds, 1_000);
    expect(split.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1_000, 6);
    const returns = (values: readonly number[]) =>
      values.reduce((sum, value, c) => sum + dailyReturn(trueChannels[c]!, value), 0);
    const best = returns(split);
    for (let from = 0; from < 3; from++)
      for (let to = 0; to < 3; to++) {
        const moved = split.map((value, c) => value - Number(c === from) + Number(c === to));
        if (moved.every((value) => value >= 0)) expect(returns(moved)).toBeLessThanOrEqual(best + 1e-9);
      }
  });

  test('bounds hold, and a total beyond them is brought to what they allow', () => {
    const bounds = trueChannels.map(() => ({ from: 50, to: 200 }));
    expect(allocateSpend(trueChannels, bounds, 5_000)).toEqual([200, 200, 200]);
    expect(allocateSpend(trueChannels, bounds, 0)).toEqual([50, 50, 50]);
  });
});

describe('what cannot be said is refused', () => {
  const history = advertisedWorld('refused');
  const codes = (part: Partial<SpendHistory>) => {
    const report = planSpend({ ...history, ...part }, options);
    expect(report.channels).toBeNull();
    return report.refusals.map(({ code }) => code);
  };
  test('few days, an outcome that never varies, spend that never varied, channels that move together', () => {
    expect(
      codes({
        spend: history.spend.map((values) => values.slice(0, 60)),
        outcome: history.outcome.slice(0, 60),
      }),
    ).toEqual(['too_few_days']);
    expect(codes({ outcome: history.outcome.map(() => 5) })).toEqual(['constant_outcome']);
    const [a, b] = history.spend;
    expect(codes({ spend: [a!, b!, a!.map(() => 100)] })).toEqual(['spend_never_varied']);
    expect(codes({ spend: [a!, b!, a!.map((value) => 2 * value + 1)] })).toEqual(['channels_move_together']);
    expect(codes({ spend: [a!, b!, a!.map(() => 0)] })).toEqual(['spend_never_varied']);
  });
});

import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { raiseAlarms } from '../../../retention/reviews/raise-alarms.ts';
import { testRise } from '../../../retention/reviews/test-rise.ts';
import { binomial } from './binomial.ts';

const rate = 0.05;

/** A shop of series with shares and traffic of their own; the first rises in the last `riseWeeks` weeks. */
function shop(seed: string, count: number, rise?: { weeks: number; share: number }) {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const share = 0.05 + 0.5 * random.next();
    const mean = 0.5 + 4 * random.next();
    const rises = rise !== undefined && i === 0;
    return {
      key: `series ${i}`,
      weeks: Array.from({ length: 40 }, (_, week) => {
        const of = binomial(random, 10, (rises ? 3 : mean) / 10);
        const now = rises ? (week >= 40 - rise.weeks ? rise.share : 0.1) : share;
        return { count: binomial(random, of, now), of };
      }),
    };
  });
}

describe('change alarms', () => {
  it('come in at most the stated share of weeks where nothing changes', () => {
    const worlds = 300;
    const alarmed = Array.from({ length: worlds }, (_, i) =>
      raiseAlarms(shop(`still ${i}`, 12), { falseAlarmRate: rate, seed: `${i}` }),
    ).filter((alarms) => alarms.length > 0).length;
    // Three standard errors above the stated rate.
    expect(alarmed / worlds).toBeLessThan(rate + 3 * Math.sqrt((rate * (1 - rate)) / worlds));
  });

  it('find a share that goes from 10 % to 55 % six weeks ago, at three opinions a week, and say when', () => {
    const worlds = 60;
    const found = Array.from({ length: worlds }, (_, i) =>
      raiseAlarms(shop(`rise ${i}`, 12, { weeks: 6, share: 0.55 }), {
        falseAlarmRate: rate,
        seed: `${i}`,
      }).find(({ key }) => key === 'series 0'),
    ).filter((alarm) => alarm !== undefined);
    expect(found.length / worlds).toBeGreaterThan(0.8);
    const near = found.filter(({ from }) => Math.abs(from - 34) <= 2);
    expect(near.length / found.length).toBeGreaterThan(0.7);
  });

  it('take no notice of a share that falls, or of too few opinions', () => {
    const weeks = (shares: readonly number[]) => shares.map((count) => ({ count, of: 4 }));
    const fell = [{ key: 'fell', weeks: weeks([3, 3, 4, 3, 3, 4, 0, 0, 0, 0, 0, 0]) }];
    expect(raiseAlarms(fell, { falseAlarmRate: rate, seed: 's' })).toEqual([]);
    expect(
      raiseAlarms(
        [
          {
            key: 'few',
            weeks: [
              { count: 0, of: 9 },
              { count: 5, of: 5 },
            ],
          },
        ],
        {
          falseAlarmRate: rate,
          seed: 's',
        },
      ),
    ).toEqual([]);
  });

  it('give the chance of all orders: 5 bad of 5 after 10 good of 10 is one order in 3003', () => {
    const test = testRise(
      [
        { count: 0, of: 10 },
        { count: 5, of: 5 },
      ],
      {
        random: new SeededRandom('orders'),
        recentWeeks: 12,
        permutations: 60_000,
      },
    );
    expect(test).toMatchObject({ from: 1, before: { count: 0, of: 10 }, after: { count: 5, of: 5 } });
    expect(test.pValue).toBeGreaterThan(1 / 3_003 / 3);
    expect(test.pValue).toBeLessThan((1 / 3_003) * 3);
  });
});

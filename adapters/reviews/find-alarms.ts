import { type OpinionSeries, raiseAlarms } from '../../retention/reviews/raise-alarms.ts';
import type { Database } from '../postgres/database.ts';
import { insertRows } from '../postgres/insert-rows.ts';
import { opinionTallies } from './opinion-tallies.ts';
import { weekOf, weeksUntil } from './weeks.ts';

/** Where nothing changes in a shop, at most this share of weeks brings an alarm. */
export const falseAlarmRate = 0.05;
/** What a change is held against: a year. */
const historyWeeks = 52;
const dayMs = 86_400_000;

/**
 * Tests the week that has closed last for rises of negative shares, once: a week that was tested is left alone.
 * @returns how many alarms there are; null: the week was tested before.
 */
export async function findAlarms(
  database: Database,
  shopId: string,
  { now, modelVersion }: { now: Date; modelVersion: string },
): Promise<number | null> {
  const { rows } = await database.query<{ time_zone: string }>('select time_zone from shops where id = $1', [
    shopId,
  ]);
  const closed = weekOf(new Date(now.getTime() - 7 * dayMs), rows[0]!.time_zone);
  const tested = await database.query('select 1 from review_alarm_weeks where shop_id = $1 and week = $2', [
    shopId,
    closed,
  ]);
  if (tested.rows.length > 0) return null;

  const weeks = weeksUntil(closed, historyWeeks);
  const at = new Map(weeks.map((week, i) => [week, i]));
  const from = new Date(now.getTime() - (historyWeeks + 2) * 7 * dayMs);
  const series = new Map<string, { count: number; of: number }[]>();
  for (const { scope, scopeId, aspect, week, negative, of } of await opinionTallies(database, shopId, {
    from,
    weeksFrom: from,
    to: now,
  })) {
    const index = at.get(week ?? '');
    if (index === undefined) continue;
    const key = JSON.stringify([scope, scopeId, aspect]);
    let tallies = series.get(key);
    if (!tallies) {
      tallies = weeks.map(() => ({ count: 0, of: 0 }));
      series.set(key, tallies);
    }
    tallies[index] = { count: negative, of };
  }
  const alarms = raiseAlarms(
    [...series].map(([key, tallies]): OpinionSeries => ({ key, weeks: tallies })),
    { falseAlarmRate, seed: `${shopId}/${closed}` },
  ).map((alarm) => {
    const [scope, scopeId, aspect] = JSON.parse(alarm.key) as [string, string, string];
    return { ...alarm, scope, scopeId, aspect };
  });
  await database.transaction(async (tx) => {
    await insertRows(
      tx,
      'review_alarm_weeks',
      [
        ['shop_id', 'text', () => shopId],
        ['week', 'date', () => closed],
        ['tested_at', 'timestamptz', () => now],
      ],
      [closed],
      'on conflict do nothing',
    );
    await insertRows(
      tx,
      'review_alarms',
      [
        ['shop_id', 'text', () => shopId],
        ['scope', 'text', ({ scope }) => scope],
        ['scope_id', 'text', ({ scopeId }) => scopeId],
        ['aspect', 'text', ({ aspect }) => aspect],
        ['week', 'date', () => closed],
        ['since', 'date', ({ from: index }) => weeks[index]],
        ['before_count', 'integer', ({ before }) => before.count],
        ['before_of', 'integer', ({ before }) => before.of],
        ['after_count', 'integer', ({ after }) => after.count],
        ['after_of', 'integer', ({ after }) => after.of],
        ['p_value', 'double precision', ({ adjustedPValue }) => adjustedPValue],
        ['model_version', 'text', () => modelVersion],
      ],
      alarms,
      'on conflict do nothing',
    );
  });
  return alarms.length;
}

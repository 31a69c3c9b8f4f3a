import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';
import type { SpendHistory } from '../../retention/spend/spend-history.ts';
import { readDates } from '../fit-clv/read-dates.ts';

/** How the user names columns and files; what is absent is guessed. */
export interface SpendFlags {
  readonly file: string;
  /** Outcomes by day in a file of their own, for a file of one row a channel and day. */
  readonly outcomes?: string | undefined;
  readonly date?: string | undefined;
  readonly outcome?: string | undefined;
  readonly channel?: string | undefined;
  readonly spend?: string | undefined;
  /** Of a file of one row a day: its columns of spend, separated by commas. */
  readonly channels?: string | undefined;
}

const dateNames = ['date', 'day', 'ds'];
const outcomeNames = ['outcome', 'revenue', 'sales', 'orders', 'margin', 'conversions', 'y'];

/** Spend by channel and day: one row a channel and day. */
export interface LongSpend {
  readonly days: Int32Array;
  readonly channels: readonly string[];
  readonly spend: Float64Array;
}

/** @throws BadInputError for a channel without a name, spend below 0, or a channel and day that stand there twice. */
export function readLongSpend(
  table: Table,
  flags: Pick<SpendFlags, 'date' | 'channel' | 'spend'>,
): LongSpend {
  const channel = chooseColumn(table, {
    meaning: 'the channel',
    flag: '--channel',
    given: flags.channel,
    usualNames: ['channel', 'source', 'platform', 'medium'],
  });
  const spend = chooseColumn(table, {
    meaning: 'what was spent',
    flag: '--spend',
    given: flags.spend,
    usualNames: ['spend', 'cost', 'amount', 'amount_spent'],
  });
  const days = readDates(table, dateColumn(table, flags.date));
  const channels = table.values[channel]!;
  const seen = new Map<string, number>();
  channels.forEach((name, row) => {
    if (name === '')
      throw new BadInputError(
        `"${table.path}", line ${table.lines[row]}: no channel; its name would be right`,
      );
    const key = `${name}|${days[row]}`;
    const before = seen.get(key);
    if (before !== undefined)
      throw new BadInputError(
        `"${table.path}", lines ${table.lines[before]} and ${table.lines[row]}: "${name}" twice on one day; one row a channel and day would be right`,
      );
    seen.set(key, row);
  });
  return { days, channels, spend: numbersOf(table, spend, { atLeast: 0 }) };
}

/** @throws BadInputError for days that are missing or stand there twice, and for what is no number. */
export async function readSpendHistory(flags: SpendFlags): Promise<SpendHistory> {
  const table = await readTable(flags.file);
  return flags.outcomes === undefined ? wideHistory(table, flags) : longHistory(table, flags, flags.outcomes);
}

async function longHistory(table: Table, flags: SpendFlags, path: string): Promise<SpendHistory> {
  const { days, channels: names, spend } = readLongSpend(table, flags);
  const outcomes = await readTable(path);
  const { firstDay, outcome } = byDay(outcomes, { date: undefined, outcome: flags.outcome });
  const channels = [...new Set(names)].sort();
  const history = channels.map(() => new Float64Array(outcome.length));
  days.forEach((day, row) => {
    const at = day - firstDay;
    // Spend outside of the days with outcomes teaches nothing.
    if (at >= 0 && at < outcome.length) history[channels.indexOf(names[row]!)]![at]! += spend[row]!;
  });
  return { channels, firstDay, spend: history, outcome };
}

function wideHistory(table: Table, flags: SpendFlags): SpendHistory {
  const { firstDay, outcome, order, used } = byDay(table, flags);
  const chosen =
    flags.channels === undefined
      ? table.columns.flatMap((_, column) => (used.has(column) ? [] : [column]))
      : flags.channels.split(',').map((given) =>
          chooseColumn(table, {
            meaning: 'a channel',
            flag: '--channels',
            given: given.trim(),
            usualNames: [],
          }),
        );
  if (chosen.length === 0)
    throw new BadInputError(
      `"${table.path}" has no column of spend; one a channel, or --outcomes FILE with one row a channel and day, would be right`,
    );
  return {
    channels: chosen.map((column) => table.columns[column]!),
    firstDay,
    spend: chosen.map((column) => {
      const values = numbersOf(table, column, { atLeast: 0 });
      return Float64Array.from(order, (row) => values[row]!);
    }),
    outcome,
  };
}

/** The rows in order of their days, each day once. */
function byDay(table: Table, flags: Pick<SpendFlags, 'date' | 'outcome'>) {
  const date = dateColumn(table, flags.date);
  const outcome = chooseColumn(table, {
    meaning: 'the outcome of a day',
    flag: '--outcome',
    given: flags.outcome,
    usualNames: outcomeNames,
  });
  const days = readDates(table, date);
  const order = Array.from(days.keys()).sort((a, b) => days[a]! - days[b]!);
  order.forEach((row, i) => {
    const before = order[i - 1];
    if (before !== undefined && days[row] !== days[before]! + 1)
      throw new BadInputError(
        `"${table.path}", line ${table.lines[row]}: ${days[row] === days[before] ? 'its day stands there twice' : 'the day before it is missing'}; one row a day without gaps would be right`,
      );
  });
  const values = numbersOf(table, outcome);
  return {
    firstDay: days[order[0]!]!,
    outcome: Float64Array.from(order, (row) => values[row]!),
    order,
    used: new Set([date, outcome]),
  };
}

function dateColumn(table: Table, given: string | undefined): number {
  return (
    findColumn(table, { meaning: 'the day', flag: '--date', given, usualNames: dateNames }) ??
    chooseColumn(table, { meaning: 'the day', flag: '--date', usualNames: dateNames })
  );
}

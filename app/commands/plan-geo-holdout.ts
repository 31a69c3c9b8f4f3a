import { Command } from 'commander';
import { chooseColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';
import {
  type GeoHoldoutPlan,
  planGeoHoldout,
  type RegionHistory,
} from '../../retention/spend/plan-geo-holdout.ts';
import { readDates } from '../fit-clv/read-dates.ts';
import { numberOption } from './number-options.ts';

interface GeoFlags {
  readonly input: string;
  readonly region?: string;
  readonly date?: string;
  readonly outcome?: string;
  readonly weeks: string;
  readonly seed: string;
  readonly json?: boolean;
}

/** `plan geo-holdout`: in which regions to stop spending, and what change such a test would find. */
export function planGeoHoldoutCommand(): Command {
  return new Command('geo-holdout')
    .description(
      'From past sales by region: pairs of like regions, which of each goes dark, and the change that would be found',
    )
    .requiredOption('--input <file>', 'CSV or JSON lines (also gzip): region, date, outcome')
    .option('--region <column>', 'the region')
    .option('--date <column>', 'the day')
    .option('--outcome <column>', 'the outcome, such as revenue')
    .option('--weeks <n>', 'how long the test is', '4')
    .option('--seed <text>', 'of the coins that say which region of a pair goes dark', 'geo')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  mainstay plan geo-holdout --input sales.csv --region county --outcome revenue --weeks 4',
    )
    .action(async (flags: GeoFlags) => {
      const weeks = numberOption('--weeks', flags.weeks, { atLeast: 1 });
      if (!Number.isInteger(weeks))
        throw new BadInputError(`--weeks ${flags.weeks}: a whole number would be right`);
      const plan = planGeoHoldout(regionsOf(await readTable(flags.input), flags), {
        weeks,
        seed: flags.seed,
      });
      process.stdout.write(flags.json ? `${JSON.stringify(plan)}\n` : planText(plan));
    });
}

/** Whole weeks only: what is left over at the beginning is left out. */
function regionsOf(table: Table, flags: GeoFlags): RegionHistory[] {
  const choose = (meaning: string, flag: 'region' | 'date' | 'outcome', usualNames: string[]) =>
    chooseColumn(table, { meaning, flag: `--${flag}`, given: flags[flag], usualNames });
  const names =
    table.values[choose('the region', 'region', ['region', 'county', 'state', 'geo', 'city', 'country'])]!;
  const days = readDates(
    table,
    choose('the day', 'date', ['date', 'day', 'week', 'invoice_date', 'order_date']),
  );
  const outcome = numbersOf(
    table,
    choose('the outcome', 'outcome', ['outcome', 'revenue', 'sales', 'orders', 'amount']),
  );
  const last = days.reduce((most, day) => Math.max(most, day), 0);
  const first = days.reduce((least, day) => Math.min(least, day), last);
  const weeks = Math.floor((last - first + 1) / 7);
  const regions = new Map<string, Float64Array>();
  names.forEach((region, row) => {
    const week = weeks - 1 - Math.floor((last - days[row]!) / 7);
    if (week < 0) return;
    const own = regions.get(region) ?? new Float64Array(weeks);
    own[week]! += outcome[row]!;
    regions.set(region, own);
  });
  return [...regions].map(([region, values]) => ({ region, outcome: values }));
}

function planText({ pairs, unpaired, weeks, detectableShare, shareInTheDark }: GeoHoldoutPlan): string {
  return `${[
    `${pairs.length} pairs; in the first region of each nothing is spent for ${weeks} weeks`,
    ...pairs.map(({ dark, lit }) => `  ${dark.padEnd(28)} against ${lit}`),
    ...(unpaired.length > 0 ? [`not compared: ${unpaired.join(', ')}`] : []),
    `a lasting loss of ${(100 * detectableShare).toFixed(1)} % in the dark regions would be found in four of five tests (5 % level)`,
    `the dark regions are ${(100 * shareInTheDark).toFixed(0)} % of all`,
  ].join('\n')}\n`;
}

import { Command } from 'commander';
import type { Database } from '../../adapters/postgres/database.ts';
import { spendHistoryOfShop } from '../../adapters/postgres/spend.ts';
import { BadInputError } from '../../core/errors.ts';
import { planSpend } from '../../retention/spend/plan-spend.ts';
import { readSpendHistory, type SpendFlags } from '../fit-spend/read-spend-table.ts';
import { spendText } from '../fit-spend/spend-text.ts';
import { numberOption } from './number-options.ts';

interface FitSpendFlags extends Omit<SpendFlags, 'file'> {
  readonly file?: string;
  readonly shop?: string;
  readonly total?: string;
  readonly bootstrap: string;
  readonly seed: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  mainstay fit spend --file days.csv --outcome revenue              one row a day: date, revenue, a column a channel
  mainstay fit spend --file spend.csv --outcomes revenue.csv        one row a channel and day, outcomes by day apart
  mainstay fit spend --shop demo --json                             spend that was imported, the shop's own revenue`;

/** `fit spend`: what advertising brings by channel, and how the same total would be better split. */
export function fitSpendCommand(
  open: () => Promise<{ database: Database; close(): Promise<void> }>,
): Command {
  return new Command('spend')
    .description(
      'From past days: what spending on each channel brings, its last unit of money, and a better split',
    )
    .option('--file <file>', 'CSV or JSON lines (also gzip)')
    .option('--outcomes <file>', 'outcomes by day, where --file has one row a channel and day')
    .option('--shop <shop>', 'read the spend and the orders of this shop instead of a file')
    .option('--date <column>', 'the day')
    .option('--outcome <column>', 'the outcome of a day, such as revenue')
    .option('--channel <column>', 'the channel, in a file of one row a channel and day')
    .option('--spend <column>', 'what was spent, in such a file')
    .option('--channels <columns>', 'columns of spend, separated by commas (default: all that are left)')
    .option('--total <amount>', 'to be split, a day (default: the mean of the last four weeks)')
    .option('--bootstrap <n>', 'samples for the intervals', '100')
    .option('--seed <text>', 'of the samples', 'spend')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(async (flags: FitSpendFlags) => {
      const history = await historyOf(flags, open);
      const report = planSpend(history, {
        total: flags.total === undefined ? null : numberOption('--total', flags.total, { above: 0 }),
        bootstrap: numberOption('--bootstrap', flags.bootstrap, { atLeast: 20 }),
        seed: flags.seed,
      });
      process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : spendText(report));
    });
}

async function historyOf(
  { file, shop, ...flags }: FitSpendFlags,
  open: () => Promise<{ database: Database; close(): Promise<void> }>,
) {
  if ((file === undefined) === (shop === undefined))
    throw new BadInputError('give either --file FILE or --shop SHOP');
  if (file !== undefined) return await readSpendHistory({ ...flags, file });
  const { database, close } = await open();
  try {
    return await spendHistoryOfShop(database, shop!);
  } finally {
    await close();
  }
}

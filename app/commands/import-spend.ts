import { Command } from 'commander';
import { putSpend, shopCurrency } from '../../adapters/postgres/spend.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { readLongSpend } from '../fit-spend/read-spend-table.ts';
import { openCommandDatabase } from './open-command-database.ts';

/** `import spend FILE`: what was spent by channel and day; the same file again changes nothing. */
export function importSpendCommand(): Command {
  return new Command('spend')
    .description("Import advertising spend: one row a channel and day, amounts in the shop's currency")
    .argument('<file>', 'CSV or JSON lines (also gzip)')
    .option('--shop <shop>', 'id of the shop', 'demo')
    .option('--date <column>', 'the day')
    .option('--channel <column>', 'the channel')
    .option('--spend <column>', 'what was spent')
    .action(
      async (file: string, flags: { shop: string; date?: string; channel?: string; spend?: string }) => {
        const { days, channels, spend } = readLongSpend(await readTable(file), flags);
        const { database, close } = await openCommandDatabase();
        try {
          const units = minorPerMajor(await shopCurrency(database, flags.shop));
          const { written, same } = await putSpend(
            database,
            flags.shop,
            channels.map((channel, row) => ({
              channel,
              day: new Date(days[row]! * 86_400_000).toISOString().slice(0, 10),
              spendCents: Math.round(spend[row]! * units),
            })),
          );
          process.stdout.write(`${written} new or changed, ${same} same\n`);
        } finally {
          await close();
        }
      },
    );
}

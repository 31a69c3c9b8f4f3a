import { Command } from 'commander';
import { buildLaboratoryWorld } from '../../adapters/laboratory/laboratory-world.ts';
import { writeLaboratoryTables } from '../../adapters/laboratory/write-tables.ts';
import { type WorldName, worlds } from '../../retention/laboratory/world.ts';
import { progressOn } from '../progress-on.ts';
import { laboratoryLoadCommand } from './laboratory-load.ts';
import { laboratoryReadCommand } from './laboratory-read.ts';
import { withWorldOptions } from './world-options.ts';

interface WriteFlags {
  out: string;
  world: WorldName;
  seed: string;
  shoppers: number;
  conversations: number;
  json?: boolean;
}

/** `laboratory`: an invented shop whose truth is known. */
export function laboratoryCommand(): Command {
  return new Command('laboratory')
    .description('An invented shop whose truth is known: who buys, leaves, writes and is moved by offers')
    .addCommand(
      withWorldOptions(
        new Command('write')
          .description(
            'Write its past as files that the other commands read: orders, shoppers, visits, conversations, a randomised offer campaign with propensities, prices; the truth goes into a file of its own',
          )
          .requiredOption('--out <folder>', 'where the files go'),
      )
        .addHelpText(
          'after',
          `
Example: mainstay laboratory write --out laboratory-shop
then:    mainstay import shoppers laboratory-shop/shoppers.csv --shop ID
         mainstay import orders laboratory-shop/orders.csv --shop ID
         mainstay fit clv --input laboratory-shop/orders.csv --model bgnbd
         mainstay evaluate policy --log laboratory-shop/campaign.csv --policy uniform`,
        )
        .action(write),
    )
    .addCommand(laboratoryLoadCommand())
    .addCommand(laboratoryReadCommand());
}

async function write(flags: WriteFlags): Promise<void> {
  const progress = progressOn(process.stderr);
  const step = progress.begin(`writing ${flags.world} to ${flags.out}`);
  const built = buildLaboratoryWorld(flags.seed, worlds[flags.world], flags.shoppers, flags.conversations);
  const tables = await writeLaboratoryTables(
    flags.out,
    flags.seed,
    worlds[flags.world],
    built,
    (share, what) => step.at(share, what),
  );
  step.end();
  progress.close();
  if (flags.json) process.stdout.write(`${JSON.stringify({ simulated: true, ...flags, tables })}\n`);
  else
    for (const [name, rows] of Object.entries(tables))
      process.stdout.write(`${name.padEnd(20)} ${rows} rows\n`);
}

import { Command } from 'commander';
import { shopCurrency } from '../../adapters/postgres/spend.ts';
import { startTextModels } from '../../nlp/text-models.ts';
import { progressOn } from '../progress-on.ts';
import { readMessages } from '../read-messages.ts';
import { openCommandDatabase } from './open-command-database.ts';

/** `laboratory read`: the text models read what invented shoppers wrote. */
export function laboratoryReadCommand(): Command {
  return new Command('read')
    .description(
      'Let the text models read the past conversations of a loaded shop: topics and sentiment as a turn would have kept them; cut off, the same command goes on',
    )
    .requiredOption('--shop <id>', 'the shop')
    .addHelpText('after', '\nExample: mainstay laboratory read --shop lab-heterogeneous')
    .action(async ({ shop }: { shop: string }) => {
      const progress = progressOn(process.stderr);
      const { database, close } = await openCommandDatabase();
      try {
        // A shop that is not there must not look like one without messages.
        await shopCurrency(database, shop);
        const models = await startTextModels({ timeoutMs: 600_000 });
        try {
          const step = progress.begin(`reading what shoppers of "${shop}" wrote`);
          const { understander } = models;
          const read = await readMessages({ database, understander }, shop, (share, what) =>
            step.at(share, what),
          );
          step.end();
          progress.close();
          process.stdout.write(`${read} messages read by ${models.modelVersion}\n`);
        } finally {
          await models.close();
        }
      } finally {
        progress.close();
        await close();
      }
    });
}

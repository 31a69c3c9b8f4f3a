import { Command } from 'commander';
import { judgePolicies } from '../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../adapters/postgres/learn-responses.ts';
import { systemClock } from '../../core/clock.ts';
import { MainstayError } from '../../core/errors.ts';
import { type WorldName, worlds } from '../../retention/laboratory/world.ts';
import { fitValueApart } from '../fit-value-apart.ts';
import { loadLaboratory } from '../load-laboratory.ts';
import type { Progress } from '../progress.ts';
import { progressOn } from '../progress-on.ts';
import { trainChurnApart } from '../train-churn-apart.ts';
import { openCommandDatabase } from './open-command-database.ts';
import { withWorldOptions } from './world-options.ts';

interface LoadFlags {
  shop: string;
  world: WorldName;
  seed: string;
  shoppers: number;
  conversations: number;
  json?: boolean;
}

/** `laboratory load`: an invented shop whose truth is known, in the database like any other. */
export function laboratoryLoadCommand(): Command {
  return withWorldOptions(
    new Command('load')
      .description(
        'Load an invented shop whose truth is known: shoppers, orders at moving prices, parcels, visits, past conversations, and a randomised offer campaign in the decision log; then learn from it what the nightly jobs learn',
      )
      .requiredOption('--shop <id>', 'of the shop that is made: small letters, digits and hyphens'),
  )
    .addHelpText(
      'after',
      `
The shop comes whole or not at all; one that is there already is refused. What shoppers wrote is stored unread:
"mainstay laboratory read" lets the text models read it. The truth lies in the schema "laboratory", which no page reads.

Example: mainstay laboratory load --shop lab-heterogeneous --shoppers 5000
then:    mainstay laboratory read --shop lab-heterogeneous
         mainstay evaluate policy --log db --shop lab-heterogeneous --policy always:percent-10
         mainstay start     (and the console: choose the shop)`,
    )
    .action(load);
}

async function load(flags: LoadFlags): Promise<void> {
  const progress = progressOn(process.stderr);
  const { database, connectionString, close } = await openCommandDatabase();
  try {
    const step = progress.begin(`loading ${flags.world} into "${flags.shop}"`);
    const { counts } = await loadLaboratory(
      database,
      { ...flags, shopId: flags.shop, world: worlds[flags.world], now: systemClock.now() },
      (share, what) => step.at(share, what),
    );
    step.end();
    const { shop: shopId } = flags;
    const learnt = {
      value: await tried(progress, 'reckoning what shoppers are worth', async () => {
        const { refused } = await fitValueApart({ connectionString, shopId });
        return refused ?? 'fitted';
      }),
      churn: await tried(progress, 'learning who leaves', async () => {
        const { version } = await trainChurnApart({ connectionString, shopId });
        return version;
      }),
      responses: await tried(progress, 'learning what offers do', async () => {
        const arms = await learnResponses(database, shopId, systemClock.now());
        return arms.length > 0 ? 'learnt' : 'nothing to learn from';
      }),
      policy: await tried(progress, 'judging whether a policy may serve', async () => {
        const verdict = await judgePolicies(database, shopId, systemClock.now());
        return verdict ? `${verdict.after} serves` : 'no decision is over';
      }),
    };
    progress.close();
    if (flags.json)
      process.stdout.write(`${JSON.stringify({ simulated: true, ...flags, ...counts, learnt })}\n`);
    else
      for (const [name, rows] of Object.entries(counts)) process.stdout.write(`${name.padEnd(16)} ${rows}\n`);
  } finally {
    progress.close();
    await close();
  }
}

/** Too little to learn from is an answer; the shop stays. */
async function tried(progress: Progress, what: string, work: () => Promise<string>): Promise<string> {
  const step = progress.begin(what);
  try {
    const result = await work();
    step.end(result);
    return result;
  } catch (error) {
    if (!(error instanceof MainstayError)) throw error;
    step.end(`not yet: ${error.message}`);
    return `not yet: ${error.message}`;
  }
}

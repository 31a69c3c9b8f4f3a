import { Command, InvalidArgumentError, Option } from 'commander';
import { verdictOf } from '../../retention/laboratory/verdict.ts';
import { type WorldName, worldNames, worlds } from '../../retention/laboratory/world.ts';
import { writeFrontierPicture } from '../frontier-picture.ts';
import { progressOn } from '../progress-on.ts';
import { simulateWorlds } from '../simulate-worlds.ts';
import { simulationText } from '../simulation-text.ts';
import { wholeFrom } from './whole-from.ts';

interface SimulateFlags {
  world: WorldName | 'all';
  months: number;
  shoppers: number;
  seeds: number;
  seed: string;
  budget: number;
  json?: boolean;
  picture?: string;
}

/** Policies are followed on one shopper in four; the campaign of all of them is learnt from. */
const oneIn = 4;
const epsilons = [-0.02, -0.01, -0.005, -0.0025, 0];

/** `simulate`: policies against each other where the truth is known. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      'Months of offers under several policies in invented worlds whose truth is known: CLV, SR, margin, budget, regret, with paired intervals',
    )
    .addOption(
      new Option('--world <name>', 'one world or all').choices(['all', ...worldNames]).default('all'),
    )
    .option('--months <n>', 'months that are compared', wholeFrom(1), 12)
    .option(
      '--shoppers <n>',
      'shoppers of the shop; policies are followed on one in four',
      wholeFrom(400),
      16_000,
    )
    .option('--seeds <n>', 'how many times each world is drawn', wholeFrom(1), 20)
    .option('--seed <text>', 'begins the name of each draw', 'laboratory')
    .option('--budget <percent>', "a month's budget in percent of a month's revenue", percent, 3)
    .option('--json', 'print one JSON object')
    .option('--picture <file>', 'draw the CLV/SR frontier of every world into an SVG file')
    .addHelpText(
      'after',
      '\nExample: mainstay simulate --world heterogeneous --seeds 5 --shoppers 4000 --picture frontier.svg',
    )
    .action(simulate);
}

async function simulate(flags: SimulateFlags): Promise<void> {
  const names = flags.world === 'all' ? worldNames : [flags.world];
  const started = performance.now();
  const runs = names.flatMap((world) =>
    Array.from({ length: flags.seeds }, (_, i) => ({
      world,
      seed: `${flags.seed}-${i + 1}`,
      months: flags.months,
      shoppers: flags.shoppers,
      oneIn,
      budgetShare: flags.budget / 100,
      epsilons: flags.picture === undefined ? [] : epsilons,
    })),
  );
  const progress = progressOn(process.stderr);
  const step = progress.begin(`simulating ${names.length} worlds, ${flags.seeds} seeds each`);
  const results = await simulateWorlds(runs, (done) =>
    step.at(done / runs.length, `${done} of ${runs.length}`),
  );
  step.end();
  progress.close();
  const verdicts = names.map((name) => verdictOf(results.filter(({ world }) => world === name)));
  if (flags.picture !== undefined) await writeFrontierPicture(flags.picture, results);
  const seconds = (performance.now() - started) / 1000;
  if (flags.json)
    process.stdout.write(
      `${JSON.stringify({ simulated: true, ...flags, seconds: Math.round(seconds), worlds: verdicts })}\n`,
    );
  else {
    process.stdout.write(
      `Simulated shoppers. Means per shopper over ${flags.months} months; brackets are 95 % intervals, paired over ${flags.seeds} seeds.\n\n`,
    );
    for (const verdict of verdicts)
      process.stdout.write(`${simulationText(verdict, worlds[verdict.world as WorldName].about)}\n`);
  }
}

function percent(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 100) return value;
  throw new InvalidArgumentError('A number from 0 to 100 would be right.');
}

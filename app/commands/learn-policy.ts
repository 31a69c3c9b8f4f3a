import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { trialFromTable } from '../../adapters/trial-file/trial-from-table.ts';
import { BadInputError } from '../../core/errors.ts';
import { learnPolicyFromLog } from '../learn-policy-from-log.ts';
import { learnPolicyFromTrial } from '../learn-policy-from-trial.ts';
import { learntPolicyText } from '../learnt-policy-text.ts';
import type { DecisionLogResources } from './evaluate-policy.ts';
import { numberOption } from './number-options.ts';

interface LearnFlags {
  readonly file?: string;
  readonly log?: string;
  readonly shop: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly features?: string;
  readonly cost?: string;
  readonly propensity?: string;
  readonly unit?: string;
  readonly control?: string;
  readonly out?: string;
  readonly seed: string;
  readonly json?: boolean;
}

const examples = `
Examples:
  mainstay learn policy --file hillstrom.csv.gz --action treatment --outcome visit --out policy.json --json
  mainstay learn policy --file trial.csv --action offer --outcome margin --cost "10% off=2.40,free delivery=3.10"
  mainstay learn policy --log db --shop demo --out policy.json

The learnt policy is kept only where the lower end of the 95 % interval of what it brings above the best single action
lies above 0; otherwise the file holds that action for everybody. docs/science/uplift.md says how it is told.

With --log db the rows are the shop's own decisions that are over, outside the holdout: each with the probability it was
drawn with, the margin until its period ended, and the facts that its record holds.`;

/** Flags that speak of columns: a decision log has its own. */
const ofFiles = ['action', 'outcome', 'features', 'cost', 'propensity', 'unit', 'control'] as const;

/** `learn policy`: who should get which action, from a randomised trial in a file or from a shop's own draws. */
export function learnPolicyCommand(open: () => Promise<DecisionLogResources>): Command {
  return new Command('policy')
    .description(
      'Learn from a randomised trial which action to give to whom, and whether that beats one for all',
    )
    .option('--file <file>', 'CSV, tab-separated or JSON lines (also gzip): one row a shopper')
    .option('--log <log>', '"db": the shop\'s own money decisions, instead of a file')
    .option('--shop <shop>', 'with --log db: id of the shop', 'demo')
    .option('--action <column>', 'the action that the row got (guessed: action, treatment, arm, ...)')
    .option('--outcome <column>', 'what came of it, more is better (guessed: outcome, reward, margin, ...)')
    .option(
      '--features <columns>',
      'what is known before the action, separated by commas (guessed: the rest)',
    )
    .option('--cost <costs>', 'what actions cost, in units of the outcome: "A=1.50,B=2"')
    .option(
      '--propensity <column>',
      'probability of the given action: a column, a number, 1/3, or "shares"',
      undefined,
    )
    .option('--unit <column>', 'the shopper, where one has several rows')
    .option('--control <action>', 'the action that uplift is told against (guessed: control, none, ...)')
    .option('--out <file>', 'where to write the policy, for "mainstay evaluate policy"')
    .option('--seed <text>', 'of folds and trees', 'mainstay')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(async (flags: LearnFlags) => {
      const started = performance.now();
      const { policy, report } =
        flags.log === undefined ? await fromFile(flags) : await fromLog(flags.log, flags, open);
      if (flags.out) await writeFile(flags.out, `${JSON.stringify(policy, null, 1)}\n`);
      const result = {
        ...(flags.file === undefined ? { log: flags.log, shop: flags.shop } : { file: flags.file }),
        ...report,
        policyFile: flags.out ?? null,
        milliseconds: Math.round(performance.now() - started),
      };
      process.stdout.write(flags.json ? `${JSON.stringify(result, finite, 2)}\n` : learntPolicyText(result));
    });
}

async function fromFile(flags: LearnFlags) {
  if (flags.file === undefined)
    throw new BadInputError(
      'learn policy: --file FILE, or --log db for the decisions of a shop, would be right',
    );
  const trial = trialFromTable(await readTable(flags.file), {
    ...flags,
    features: flags.features?.split(',').map((name) => name.trim()),
    cost: costsOption(flags.cost),
  });
  return learnPolicyFromTrial(trial, flags.seed, flags.control);
}

async function fromLog(log: string, flags: LearnFlags, open: () => Promise<DecisionLogResources>) {
  if (flags.file !== undefined) throw new BadInputError('--file or --log, not both');
  if (log !== 'db') throw new BadInputError(`--log ${log}: "db" would be right; a file is named with --file`);
  const stray = ofFiles.find((flag) => flags[flag] !== undefined);
  if (stray) throw new BadInputError(`--${stray} names what is in a file; with --log db leave it out`);
  const { database, now, close } = await open();
  try {
    return await learnPolicyFromLog(database, flags.shop, now, flags.seed);
  } finally {
    await close();
  }
}

/** "A=1.50,B=2" as amounts by action; a name may hold an equals sign, the last one counts. */
function costsOption(text: string | undefined): Record<string, number> {
  if (text === undefined) return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const at = part.lastIndexOf('=');
      if (at <= 0)
        throw new BadInputError(`--cost "${text}": "action=amount" with commas between would be right`);
      const name = part.slice(0, at).trim();
      return [name, numberOption(`--cost ${name}`, part.slice(at + 1))];
    }),
  );
}

/** JSON has no Infinity: what has no bound is null. */
function finite(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

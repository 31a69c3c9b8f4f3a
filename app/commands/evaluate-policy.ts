import { Command, Option } from 'commander';
import { type LogColumnFlags, logColumns } from '../../adapters/policy-log/log-columns.ts';
import { logFromTable } from '../../adapters/policy-log/log-from-table.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { type MoneyOutcome, moneyDecisionLog, moneyOutcomes } from '../../adapters/postgres/money-log.ts';
import { shopCurrency } from '../../adapters/postgres/spend.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { BadInputError } from '../../core/errors.ts';
import { defaultEvaluation, evaluatePolicy } from '../../retention/off-policy/evaluate-policy.ts';
import { moneyLog } from '../../retention/off-policy/money-log.ts';
import { portableTarget } from '../../retention/off-policy/portable-target.ts';
import { verdictWithoutLog } from '../../retention/off-policy/verdict-without-log.ts';
import type { PortablePolicy } from '../../retention/policy/portable-policy.ts';
import { readPolicyFile } from '../read-policy-file.ts';
import { verdictText } from '../verdict-text.ts';

interface EvaluateFlags extends Omit<LogColumnFlags, 'context'> {
  log: string;
  policy: string;
  shop: string;
  outcome: MoneyOutcome;
  last: string;
  context?: string;
  actions?: string;
  bootstrap: string;
  seed: string;
  json?: boolean;
}

const examples = `
Examples:
  mainstay evaluate policy --log men.csv.gz --policy uniform --json
  mainstay evaluate policy --log hillstrom.csv.gz --action treatment --reward visit --propensity 1/3 \\
    --policy "always:Mens E-Mail"
  mainstay evaluate policy --log db --shop demo --policy learnt.json

A log that cannot answer is refused with the reason, and no estimate is printed. That is an answer like any other: the
exit status is 0, and with --json "refused" is true. Bad input (no such file, a column that is not there) exits with 1.
docs/science/off-policy.md says what each number means and how a policy file is written.`;

/** The shop's database and the time, opened only for `--log db`. */
export interface DecisionLogResources {
  readonly database: Database;
  readonly now: Date;
  close(): Promise<void>;
}

/** `evaluate policy`: what a policy would have earned on a log that another one made. */
export function evaluatePolicyCommand(open: () => Promise<DecisionLogResources>): Command {
  return new Command('policy')
    .description(
      'Estimate from a log of drawn actions what another policy would have earned, or say why it cannot',
    )
    .requiredOption(
      '--log <file>',
      'CSV or JSON lines (also gzip), one row a drawn action; or "db": the shop\'s own money decisions',
    )
    .requiredOption('--policy <file>', 'a policy file, "uniform", or "always:ACTION"')
    .option('--shop <shop>', 'with --log db: id of the shop', 'demo')
    .addOption(
      new Option('--outcome <what>', 'with --log db: what counts, from the draw to the end of its period')
        .choices([...moneyOutcomes])
        .default('margin'),
    )
    .option('--last <n>', 'with --log db: at most so many of the newest decisions', '100000')
    .option('--action <column>', 'the action that was drawn')
    .option('--reward <column>', 'the outcome')
    .option('--propensity <column>', 'probability of the drawn action: a column, a number, 1/3, or "shares"')
    .option('--unit <column>', 'the shopper: intervals resample shoppers (default: rows)')
    .option('--position <column>', 'the position on the page')
    .option('--context <columns>', 'more columns for the reward model, separated by commas')
    .option('--actions <n>', 'how many actions there were, where the log does not show all')
    .option('--bootstrap <n>', 'bootstrap samples', String(defaultEvaluation.bootstrap))
    .option('--seed <text>', 'of folds and bootstrap', defaultEvaluation.seed)
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action(async (flags: EvaluateFlags) => {
      const verdict = await verdictOf(flags, open);
      process.stdout.write(flags.json ? `${JSON.stringify(verdict, null, 2)}\n` : verdictText(verdict));
    });
}

async function verdictOf(flags: EvaluateFlags, open: () => Promise<DecisionLogResources>) {
  const policy = await readPolicyFile(flags.policy);
  const options = {
    ...defaultEvaluation,
    seed: flags.seed,
    bootstrap: wholeNumber('--bootstrap', flags.bootstrap, 20),
  };
  if (flags.log === 'db') return evaluatePolicy(await logOfShop(flags, policy, open), options);
  const table = await readTable(flags.log);
  const columns = logColumns(table, {
    ...flags,
    context: flags.context?.split(',').map((name) => name.trim()),
  });
  const actions = flags.actions === undefined ? null : wholeNumber('--actions', flags.actions, 1);
  const read = logFromTable(table, columns, policy, actions);
  return 'refusal' in read
    ? verdictWithoutLog(read.refusal, table.rowCount)
    : evaluatePolicy(read.log, options);
}

async function logOfShop(
  { shop: shopId, outcome, last }: EvaluateFlags,
  policy: PortablePolicy,
  open: () => Promise<DecisionLogResources>,
) {
  const { database, now, close } = await open();
  try {
    const limit = wholeNumber('--last', last, 1);
    // A shop that is not there must not look like one without decisions.
    await shopCurrency(database, shopId);
    const decisions = await moneyDecisionLog(database, { shopId, now, limit, outcome });
    return moneyLog(
      decisions,
      decisions.map((decision) => portableTarget(policy, decision)),
    );
  } finally {
    await close();
  }
}

function wholeNumber(flag: string, text: string, atLeast: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= atLeast) return value;
  throw new BadInputError(`${flag} ${text}: a whole number of at least ${atLeast} would be right`);
}

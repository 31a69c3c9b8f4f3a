import { Command } from 'commander';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { BadInputError } from '../../core/errors.ts';
import { analyseExperiment } from '../../retention/experiments/analyse-experiment.ts';
import { defaultTuning } from '../../retention/experiments/sequential-interval.ts';
import { controlArm } from './control-arm.ts';
import { type ExperimentColumnOptions, experimentColumns } from './experiment-columns.ts';
import { experimentText } from './experiment-text.ts';
import { numberOption, splitOption } from './number-options.ts';

interface Options extends ExperimentColumnOptions {
  readonly file: string;
  readonly control?: string;
  readonly split?: string;
  readonly winsorise?: string;
  readonly winsoriseAboveZero?: boolean;
  readonly quantile?: readonly string[];
  readonly banditFloor?: string;
  readonly priorSd?: string;
  readonly alpha: string;
  readonly tuning: string;
  readonly sequential?: boolean;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** `analyse experiment --file FILE`: what a randomised comparison in a file says. */
export function analyseExperimentCommand(): Command {
  return new Command('experiment')
    .description('Say what an experiment in a file shows: a row for each shopper, or several with --unit')
    .requiredOption('--file <file>', 'CSV, tab-separated or JSON lines; .gz too')
    .option('--arm <column>', 'the arm (guessed: arm, treatment, variant, group, ...)')
    .option('--outcome <column>', 'the outcome (guessed: outcome, spend, value, ...)')
    .option('--covariate <column>', 'known before the assignment; may be repeated', collect)
    .option(
      '--unit <column>',
      'who was assigned, where one has several rows (guessed: unit, shopper_id, ...)',
    )
    .option('--strata <column>', 'a kind of shopper known before the assignment, to weigh by')
    .option('--denominator <column>', 'for a ratio: sum of the outcome by sum of this')
    .option('--control <arm>', 'the arm to compare with (guessed: control, holdout, none, ...)')
    .option('--split <weights>', 'planned split, control first, then the arms by name (even without it)')
    .option('--winsorise <quantile>', 'cap outcomes at this quantile of all arms together, such as .99')
    .option('--winsorise-above-zero', 'take that quantile of the outcomes above zero')
    .option('--quantile <share>', 'compare this quantile as well, such as .5; may be repeated', collect)
    .option('--bandit-floor <share>', 'say what shares the arms should get next, none below this')
    .option(
      '--prior-sd <sd>',
      'what is believed of a difference beforehand: normal around 0 (flat without it)',
    )
    .option('--alpha <share>', 'intervals miss with this probability', '.05')
    .option('--sequential', 'print intervals that hold at every look, instead of those of one look')
    .option('--tuning <units>', 'shoppers at which those intervals are tightest', String(defaultTuning))
    .option('--json', 'print everything as one JSON object')
    .addHelpText(
      'after',
      '\nExample:\n  mainstay analyse experiment --file hillstrom.csv.gz --outcome spend --covariate history --control "No E-Mail" --json',
    )
    .action(async (options: Options) => {
      const table = await readTable(options.file);
      const rows = experimentColumns(table, options);
      const keys = [...new Set(rows.arms)];
      const { control, guessed } = options.control
        ? { control: options.control, guessed: false }
        : controlArm(keys);
      const analysis = analyseExperiment(rows, {
        control,
        weights: weightsOf(options.split, control, keys),
        alpha: numberOption('--alpha', options.alpha, { above: 0, below: 0.5 }),
        tuning: numberOption('--tuning', options.tuning, { above: 0 }),
        winsorise:
          options.winsorise === undefined
            ? undefined
            : {
                quantile: numberOption('--winsorise', options.winsorise, { above: 0.5, below: 1 }),
                aboveZero: options.winsoriseAboveZero ?? false,
              },
        quantiles: options.quantile?.map((share) =>
          numberOption('--quantile', share, { above: 0, below: 1 }),
        ),
        banditFloor:
          options.banditFloor === undefined
            ? undefined
            : numberOption('--bandit-floor', options.banditFloor, { atLeast: 0, below: 1 }),
        prior:
          options.priorSd === undefined
            ? undefined
            : { mean: 0, sd: numberOption('--prior-sd', options.priorSd, { above: 0 }) },
      });
      const warnings = guessed
        ? [
            ...analysis.warnings,
            `no arm is called a control: "${control}" is taken for it; name it with --control`,
          ]
        : analysis.warnings;
      const result = { file: options.file, ...analysis, warnings };
      process.stdout.write(
        options.json
          ? `${JSON.stringify(result, finite, 2)}\n`
          : experimentText(result, { sequential: options.sequential ?? false }),
      );
    });
}

/** JSON has no Infinity: the degrees of freedom of a normal approximation are null. */
function finite(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? null : value;
}

function weightsOf(
  split: string | undefined,
  control: string,
  keys: readonly string[],
): Record<string, number> | undefined {
  if (split === undefined) return undefined;
  const weights = splitOption(split);
  const others = keys
    .filter((key) => key !== control)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const order = [control, ...others];
  if (weights.length !== order.length)
    throw new BadInputError(
      `--split ${split} has ${weights.length} weights for ${order.length} arms: "${order.join('", "')}", in this order`,
    );
  return Object.fromEntries(order.map((key, i) => [key, weights[i]!]));
}

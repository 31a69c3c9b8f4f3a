import { Command } from 'commander';
import { findColumn } from '../../adapters/table-file/choose-column.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { BadInputError } from '../../core/errors.ts';
import { detectableEffect } from '../../retention/experiments/detectable-effect.ts';
import { duration } from '../../retention/experiments/duration.ts';
import type { PlanDesign } from '../../retention/experiments/plan-design.ts';
import { pooledSlope } from '../../retention/experiments/pooled-slope.ts';
import { powerOf } from '../../retention/experiments/power-of.ts';
import { defaultTuning } from '../../retention/experiments/sequential-interval.ts';
import { unitsNeeded } from '../../retention/experiments/units-needed.ts';
import { covarianceMatrix } from '../../retention/numerics/covariance-matrix.ts';
import { numberColumn, outcomeColumn } from './experiment-columns.ts';
import { numberOption, shareOption, splitOption } from './number-options.ts';

interface Options {
  readonly rate?: string;
  readonly mean?: string;
  readonly sd?: string;
  readonly file?: string;
  readonly outcome?: string;
  readonly covariate?: readonly string[];
  readonly effect?: string;
  readonly lift?: string;
  readonly shoppers?: string;
  readonly split: string;
  readonly alpha: string;
  readonly power: string;
  readonly explained?: string;
  readonly sequential?: boolean;
  readonly tuning: string;
  readonly perDay?: string;
  readonly outcomeDays: string;
  readonly json?: boolean;
}

/** What a plan says; null for what was not asked. */
export interface ExperimentPlan {
  readonly baseline: { readonly mean: number; readonly sd: number };
  /** Absolute, and in shares of the baseline's mean (null where that is 0). */
  readonly effect: number;
  readonly lift: number | null;
  /** All arms together, and each one. */
  readonly shoppers: number;
  readonly perArm: readonly number[];
  readonly power: number;
  readonly alpha: number;
  readonly explained: number;
  readonly sequential: boolean;
  readonly enrolmentDays: number | null;
  readonly totalDays: number | null;
}

const collect = (value: string, before: readonly string[] | undefined) => [...(before ?? []), value];

/** `plan experiment`: shoppers for an effect, the effect that shoppers can show, or the power of both. */
export function planExperimentCommand(): Command {
  return new Command('experiment')
    .description('Say how many shoppers an experiment needs, or what effect so many shoppers can show')
    .option('--rate <share>', 'the outcome is a rate, now at this share')
    .option('--mean <value>', 'the outcome is an amount, now with this mean')
    .option('--sd <value>', 'and this standard deviation over shoppers')
    .option(
      '--file <file>',
      'take mean, deviation and what covariates explain from past shoppers, a row each',
    )
    .option('--outcome <column>', 'the outcome in the file (guessed: outcome, spend, value, ...)')
    .option('--covariate <column>', 'a covariate in the file; may be repeated', collect)
    .option('--effect <value>', 'the smallest difference worth finding')
    .option('--lift <share>', 'the same as a share of the mean: .05 or 5%')
    .option('--shoppers <count>', 'in all arms together: what could be found with them')
    .option('--split <weights>', 'weights of the arms, control first', '1:1')
    .option('--alpha <share>', 'false alarms allowed, two-sided, over all arms', '.05')
    .option('--power <share>', 'chance to find the effect', '.8')
    .option('--explained <share>', 'share of the variance that covariates explain (CUPED)')
    .option('--sequential', 'plan for intervals that hold at every look')
    .option(
      '--tuning <units>',
      'shoppers of a pair of arms at which those are tightest',
      String(defaultTuning),
    )
    .option('--per-day <count>', 'shoppers that come in a day')
    .option('--outcome-days <days>', 'days that each is watched', '90')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExamples:\n  mainstay plan experiment --rate .12 --lift 10% --per-day 400\n  mainstay plan experiment --mean 42 --sd 95 --shoppers 20000 --split 2:1:1 --explained .3 --sequential',
    )
    .action(async (options: Options) => {
      const plan = await planOf(options);
      process.stdout.write(options.json ? `${JSON.stringify(plan, null, 2)}\n` : planText(plan));
    });
}

async function planOf(options: Options): Promise<ExperimentPlan> {
  const { baseline, explained } = await baselineOf(options);
  const weights = splitOption(options.split);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const design: PlanDesign = {
    baseline,
    shares: weights.map((weight) => weight / all),
    alpha: shareOption('--alpha', options.alpha),
    power: shareOption('--power', options.power),
    explained: options.explained === undefined ? explained : shareOption('--explained', options.explained),
    sequential: options.sequential
      ? { tuning: numberOption('--tuning', options.tuning, { above: 0 }) }
      : null,
  };
  const wanted = effectOf(options, baseline.mean);
  const given =
    options.shoppers === undefined
      ? null
      : Math.floor(numberOption('--shoppers', options.shoppers, { above: 0 }));
  if (wanted === null && given === null)
    throw new BadInputError(
      'give the effect worth finding (--effect or --lift), or the shoppers at hand (--shoppers)',
    );
  const shoppers = given ?? unitsNeeded(design, wanted!);
  const effect = wanted ?? detectableEffect(design, shoppers);
  if (effect === null)
    throw new BadInputError(`${shoppers} shoppers show no effect at all with this power; give more of them`);
  const time =
    options.perDay === undefined
      ? null
      : duration(
          shoppers,
          numberOption('--per-day', options.perDay, { above: 0 }),
          numberOption('--outcome-days', options.outcomeDays, { atLeast: 0 }),
        );
  const { mean, sd } = baseline;
  return {
    baseline: { mean, sd: sd ?? Math.sqrt(mean * (1 - mean)) },
    effect,
    lift: mean === 0 ? null : effect / mean,
    shoppers,
    perArm: design.shares.map((share) => Math.ceil(shoppers * share)),
    power: powerOf(design, effect, shoppers),
    alpha: design.alpha,
    explained: design.explained,
    sequential: design.sequential !== null,
    enrolmentDays: time?.enrolmentDays ?? null,
    totalDays: time?.totalDays ?? null,
  };
}

function effectOf({ effect, lift }: Options, mean: number): number | null {
  if (effect !== undefined && lift !== undefined)
    throw new BadInputError('--effect and --lift are two ways to say the same; give one');
  if (effect !== undefined) return numberOption('--effect', effect);
  return lift === undefined ? null : shareOption('--lift', lift) * mean;
}

async function baselineOf(options: Options): Promise<Pick<PlanDesign, 'baseline' | 'explained'>> {
  const ways = [options.rate, options.mean, options.file].filter((way) => way !== undefined).length;
  if (ways !== 1)
    throw new BadInputError(
      'say how the outcome is now: --rate SHARE, or --mean VALUE --sd VALUE, or --file FILE',
    );
  if (options.rate !== undefined)
    return { baseline: { mean: shareOption('--rate', options.rate), sd: null }, explained: 0 };
  if (options.mean !== undefined) {
    if (options.sd === undefined)
      throw new BadInputError(
        '--mean needs --sd, the standard deviation over shoppers; those without an order count too',
      );
    const mean = numberOption('--mean', options.mean);
    return { baseline: { mean, sd: numberOption('--sd', options.sd, { above: 0 }) }, explained: 0 };
  }
  const table = await readTable(options.file!);
  const outcome = numberColumn(table, outcomeColumn(table, options.outcome));
  const covariates = (options.covariate ?? []).map((given) =>
    numberColumn(
      table,
      findColumn(table, { meaning: 'a covariate', flag: '--covariate', given, usualNames: [] })!,
    ),
  );
  const moments = covarianceMatrix([outcome, ...covariates].map(({ values }) => values));
  const rate = outcome.values.every((value) => value === 0 || value === 1);
  return {
    baseline: { mean: moments.means[0]!, sd: rate ? null : Math.sqrt(moments.covariance[0]![0]!) },
    explained: pooledSlope([moments]).explained,
  };
}

function planText(plan: ExperimentPlan): string {
  const share = (value: number) => `${Number((100 * value).toPrecision(3))} %`;
  const figure = (value: number) => String(Number(value.toPrecision(4)));
  return `${[
    `baseline ${figure(plan.baseline.mean)}, standard deviation ${figure(plan.baseline.sd)}${plan.explained > 0 ? `, ${share(plan.explained)} of the variance explained` : ''}`,
    `effect ${figure(plan.effect)}${plan.lift === null ? '' : ` (${share(plan.lift)})`} is found with probability ${figure(plan.power)}`,
    `by ${plan.shoppers} shoppers (${plan.perArm.join(' : ')}), ${share(plan.alpha)} false alarms${plan.sequential ? ' at all looks together' : ' at one look at the end'}`,
    ...(plan.enrolmentDays === null
      ? []
      : [`${plan.enrolmentDays} days of coming in, ${plan.totalDays} days until all have been watched`]),
  ].join('\n')}\n`;
}

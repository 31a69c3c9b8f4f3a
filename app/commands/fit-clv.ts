import { Command, Option } from 'commander';
import { parseDate } from '../../adapters/shop-import/values/parse-date.ts';
import { BadInputError } from '../../core/errors.ts';
import type { PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { daysOfUnit, type TimeUnit } from '../../retention/value/time-unit.ts';
import type { GivenColumns } from '../fit-clv/clv-columns.ts';
import { drawClvPictures } from '../fit-clv/draw-clv-pictures.ts';
import { type ClvFit, fitClv, type TimedFit } from '../fit-clv/fit-clv.ts';
import { fitFurther, furtherText } from '../fit-clv/fit-further.ts';
import { readClvInput, type SummaryInput, type TransactionInput } from '../fit-clv/read-clv-input.ts';
import { writePredictions } from '../fit-clv/write-predictions.ts';

interface FitClvFlags extends GivenColumns {
  readonly input: string;
  readonly model: PurchaseModelName;
  readonly gammaGamma?: boolean;
  readonly unit?: TimeUnit;
  readonly wholeUnits?: boolean;
  readonly observationEnd?: string;
  readonly calibrationEnd?: string;
  readonly predict?: string;
  readonly discount: string;
  readonly pictures?: string;
  readonly weakPrior?: boolean;
  readonly covariate?: readonly string[];
  readonly segment?: string;
  readonly json?: boolean;
}

/** `fit clv --input FILE`: lifetime value from purchases or summaries in a file, without a database. */
export function fitClvCommand(): Command {
  const column = (flag: string, meaning: string) =>
    new Option(`--${flag} <column>`, `the column of ${meaning}`);
  return new Command('clv')
    .description(
      'Fit a model of lifetime value to a file: one row a purchase (shopper, date, amount or quantity and price) or one row a shopper (frequency, recency, T, monetary value). Columns are guessed',
    )
    .requiredOption('--input <file>', 'CSV, text in columns of blanks or JSON lines, gzip or not')
    .addOption(
      new Option('--model <name>', 'the model of purchases')
        .choices(Object.keys(purchaseModels))
        .default('mbgnbd'),
    )
    .option('--gamma-gamma', 'also fit what a purchase is worth')
    .addOption(
      new Option('--unit <unit>', 'what times are counted in; purchases: day unless told').choices(
        Object.keys(daysOfUnit),
      ),
    )
    .option(
      '--whole-units',
      'count whole calendar units, purchases within one as one; by default days, divided',
    )
    .option('--observation-end <date>', 'the last day observed; by default the last in the file')
    .addOption(column('id', 'the shopper'))
    .addOption(column('date', 'the date'))
    .addOption(column('amount', 'the amount'))
    .addOption(column('frequency', 'repeat purchases'))
    .addOption(column('recency', 'the time from the first purchase to the last'))
    .addOption(column('age', 'the time from the first purchase to the end of observation'))
    .addOption(column('monetary', 'the mean amount of the repeat purchases'))
    .option('--predict <file>', 'write a CSV with P(alive), expected purchases and value of every shopper')
    .option('--discount <rate>', 'what value loses per month of waiting, 0.01 is 1 %', '0.01')
    .option(
      '--pictures <folder>',
      'draw SVG pictures there: who is still there; from purchases also how a fit of the first half follows the second',
    )
    .option(
      '--calibration-end <date>',
      'last day that the model of the holdout pictures learns from; half way unless told',
    )
    .option(
      '--weak-prior',
      'shrink a little towards what shops are usually like: sane numbers from few shoppers, where the plain fit is refused',
    )
    .option(
      '--covariate <column...>',
      'of a summary: columns of numbers known when the shopper came, such as channel as 0 and 1',
    )
    .option(
      '--segment <column>',
      'of a summary: also fit each segment, drawn towards what all have in common',
    )
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  mainstay fit clv --input CDNOW_master.txt.gz --gamma-gamma --unit week --pictures pictures --predict shoppers.csv
  mainstay fit clv --input summary.csv --model bgnbd --unit week --pictures pictures --json`,
    )
    .action(async (flags: FitClvFlags) => {
      const input = await readClvInput(flags.input, flags);
      const observationEnd = dayOf('--observation-end', flags.observationEnd);
      const { model, gammaGamma = false, unit, wholeUnits = false, weakPrior = false } = flags;
      const options = { model, gammaGamma, unit, wholeUnits, observationEnd, weakPrior };
      const fitted = fitClv(input, options);
      const further = fitFurther(input, model, flags);
      if (flags.predict) await predict(flags.predict, input, fitted, flags);
      const pictures = flags.pictures
        ? await drawClvPictures(input, fitted, {
            folder: flags.pictures,
            unit,
            observationEnd,
            calibrationEnd: dayOf('--calibration-end', flags.calibrationEnd),
          })
        : [];
      process.stdout.write(
        flags.json
          ? `${JSON.stringify({ ...asJson(input, fitted), ...further })}\n`
          : asText(input, fitted) + furtherText(further),
      );
      if (flags.json) return;
      if (flags.predict) process.stdout.write(`written: ${flags.predict}\n`);
      for (const file of pictures) process.stdout.write(`drawn: ${file}\n`);
    });
}

async function predict(
  path: string,
  input: TransactionInput | SummaryInput,
  fitted: ClvFit,
  { unit, discount }: FitClvFlags,
): Promise<void> {
  const monthlyDiscount = Number(discount);
  if (discount.trim() === '' || !(monthlyDiscount >= 0 && monthlyDiscount < 1))
    throw new BadInputError(`--discount "${discount}" is no rate; 0.01 would be 1 % a month`);
  if (input.kind === 'summary' && unit === undefined)
    throw new BadInputError(
      'a summary does not say in what it counts time: name --unit day, week or month, so that 90 days can be told in it',
    );
  await writePredictions(path, fitted, { unit: unit ?? 'day', monthlyDiscount });
}

function dayOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const moment = parseDate(text, null, 'UTC');
  if (typeof moment !== 'number')
    throw new BadInputError(`${flag} "${text}" is no date; one like 2020-04-03 would be right`);
  return Math.floor(moment / 86_400_000);
}

function asJson(input: TransactionInput | SummaryInput, { fit, gammaGamma, histories }: ClvFit): object {
  return { ...fit, ...(gammaGamma ? { gammaGamma } : {}), input: told(input, histories.age.length) };
}

function told(input: TransactionInput | SummaryInput, shoppers: number): object {
  if (input.kind === 'summary') return { kind: input.kind, shoppers };
  const { kind, rows, rowsWithoutShopper, returnRows } = input;
  return { kind, shoppers, purchaseRows: rows.length, rowsWithoutShopper, returnRows };
}

function asText(input: TransactionInput | SummaryInput, { fit, gammaGamma }: ClvFit): string {
  const lines = [];
  if (input.kind === 'transactions')
    lines.push(
      `${input.rows.length} rows of purchases; left out: ${input.rowsWithoutShopper} without a shopper, ${input.returnRows} returns`,
      '',
    );
  lines.push(...fitLines(purchaseModels[fit.model as PurchaseModelName].title, fit));
  if (gammaGamma) lines.push('', ...fitLines('Gamma-Gamma', gammaGamma));
  return `${lines.join('\n')}\n`;
}

function fitLines(title: string, fit: TimedFit): string[] {
  const { convergence } = fit;
  return [
    `${title} on ${fit.n} shoppers, ${fit.milliseconds.toFixed(0)} ms`,
    ...Object.entries(fit.parameters).map(
      ([name, value]) =>
        `  ${name.padEnd(6)} ${value.toPrecision(6).padStart(12)}  standard error ${fit.standardErrors[name]!.toPrecision(4)}`,
    ),
    `  log likelihood ${fit.logLikelihood.toFixed(3)}`,
    `  converged in ${convergence.iterations} iterations; ${convergence.startsAgreeing} of ${convergence.starts} starts agree; condition ${convergence.conditionNumber.toExponential(1)}`,
    ...fit.warnings.map((warning) => `  note: ${warning}`),
  ];
}

import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { numbersOf } from '../../adapters/table-file/numbers-of.ts';
import type { Table } from '../../adapters/table-file/table.ts';
import { BadInputError } from '../../core/errors.ts';
import type { ExperimentRows, NumberColumn } from '../../retention/experiments/experiment-rows.ts';

export interface ExperimentColumnOptions {
  readonly arm?: string;
  readonly outcome?: string;
  readonly covariate?: readonly string[];
  readonly unit?: string;
  readonly strata?: string;
  readonly denominator?: string;
}

const usual = {
  arm: ['arm', 'treatment', 'variant', 'variation', 'group', 'condition', 'bucket', 'assignment'],
  outcome: [
    'outcome',
    'spend',
    'value',
    'y',
    'revenue',
    'margin',
    'metric',
    'converted',
    'conversion',
    'visit',
  ],
  covariate: [
    'covariate',
    'pre',
    'preoutcome',
    'prevalue',
    'preperiod',
    'prespend',
    'before',
    'baseline',
    'x',
  ],
  unit: ['unit', 'shopper', 'shopperid', 'unitid', 'userid', 'user', 'customerid', 'customer', 'cluster'],
};

/** The columns of an experiment's file, by flag or by their usual names. @throws BadInputError with line and column. */
export function experimentColumns(table: Table, options: ExperimentColumnOptions): ExperimentRows {
  const arm = chooseColumn(table, {
    meaning: 'the arm',
    flag: '--arm',
    given: options.arm,
    usualNames: usual.arm,
  });
  const outcome = outcomeColumn(table, options.outcome);
  const others = (
    meaning: string,
    flag: string,
    given: string | undefined,
    usualNames: readonly string[] = [],
  ) => {
    const index = findColumn(table, { meaning, flag, given, usualNames });
    return index === null || index === arm || (given === undefined && index === outcome) ? null : index;
  };
  const covariates = options.covariate
    ? options.covariate.map((given) =>
        chooseColumn(table, { meaning: 'a covariate', flag: '--covariate', given, usualNames: [] }),
      )
    : [others('a covariate', '--covariate', undefined, usual.covariate)].filter((index) => index !== null);
  const unit = others('the unit', '--unit', options.unit, usual.unit);
  const strata = others('the stratum', '--strata', options.strata);
  const denominator = others('the denominator', '--denominator', options.denominator);
  return {
    arms: textsOf(table, arm),
    outcome: numberColumn(table, outcome),
    denominator: denominator === null ? undefined : numberColumn(table, denominator),
    covariates: [...new Set(covariates)].map((column) => numberColumn(table, column)),
    units: unit === null ? undefined : textsOf(table, unit),
    strata: strata === null ? undefined : textsOf(table, strata),
  };
}

export function outcomeColumn(table: Table, given: string | undefined): number {
  return chooseColumn(table, { meaning: 'the outcome', flag: '--outcome', given, usualNames: usual.outcome });
}

/** A column as numbers; one of true and false (or yes and no) is one of ones and zeros. */
export function numberColumn(table: Table, column: number): NumberColumn {
  const words: Record<string, number> = { true: 1, false: 0, yes: 1, no: 0 };
  const texts = table.values[column]!;
  const name = table.columns[column]!;
  if (texts.every((text) => text.toLowerCase() in words))
    return { name, values: Float64Array.from(texts, (text) => words[text.toLowerCase()]!) };
  return { name, values: numbersOf(table, column) };
}

function textsOf(table: Table, column: number): readonly string[] {
  const texts = table.values[column]!;
  const row = texts.indexOf('');
  if (row >= 0)
    throw new BadInputError(
      `"${table.path}", line ${table.lines[row]}, column "${table.columns[column]}": empty; a name would be right`,
    );
  return texts;
}

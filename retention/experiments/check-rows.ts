import { alikeNames } from '../../core/alike-names.ts';
import { BadInputError } from '../../core/errors.ts';
import type { ExperimentRows } from './experiment-rows.ts';

const mostArms = 20;

/**
 * What no statistic can mend. @returns the arms, in order of first appearance.
 * @throws BadInputError with what is wrong and what would be right.
 */
export function checkRows({
  arms,
  outcome,
  denominator,
  covariates,
  units,
  strata,
}: ExperimentRows): string[] {
  for (const { name, values } of [outcome, ...(denominator ? [denominator] : []), ...covariates]) {
    if (values.length !== arms.length)
      throw new BadInputError(`"${name}" has ${values.length} values for ${arms.length} rows`);
    const at = values.findIndex((value) => !Number.isFinite(value));
    if (at >= 0)
      throw new BadInputError(
        `row ${at + 1} of "${name}" is ${values[at]}; a number in every row would be right`,
      );
  }
  for (const [what, texts] of [
    ['arm', arms],
    ['unit', units ?? []],
    ['stratum', strata ?? []],
  ] as const) {
    const at = texts.findIndex((text) => text.trim() === '');
    if (at >= 0) throw new BadInputError(`row ${at + 1} names no ${what}; every row needs one`);
  }
  const keys = [...new Set(arms)];
  if (keys.length < 2)
    throw new BadInputError(
      keys.length === 0 ? 'there are no rows' : `there is one arm only, "${keys[0]}"; a comparison needs two`,
    );
  if (keys.length > mostArms)
    throw new BadInputError(
      `the column of the arm has ${keys.length} different values ("${keys.slice(0, 3).join('", "')}", ...); is it another one? An experiment has ${mostArms} arms at most`,
    );
  const alike = alikeNames(keys);
  if (alike)
    throw new BadInputError(
      `arms "${alike[0]}" and "${alike[1]}" differ in case or blanks only; write one arm in one way, or name them apart`,
    );
  if (denominator?.values.some((value) => value < 0)) {
    const at = denominator.values.findIndex((value) => value < 0);
    throw new BadInputError(
      `row ${at + 1} of the denominator "${denominator.name}" is ${denominator.values[at]}; 0 or more would be right`,
    );
  }
  checkOutcome({ arms, outcome }, keys);
  return keys;
}

function checkOutcome(
  { arms, outcome }: Pick<ExperimentRows, 'arms' | 'outcome'>,
  keys: readonly string[],
): void {
  const first = new Map<string, number>();
  const varies = arms.some((arm, row) => {
    const value = outcome.values[row]!;
    if (!first.has(arm)) first.set(arm, value);
    return first.get(arm) !== value;
  });
  if (varies) return;
  const values = new Set(first.values());
  throw new BadInputError(
    values.size === 1
      ? `the outcome "${outcome.name}" is ${[...values][0]} in every row; without any difference there is nothing to compare`
      : `the outcome "${outcome.name}" has one value in each arm (${keys.map((key) => `"${key}": ${first.get(key)}`).join(', ')}); is it the arm itself? An outcome varies within an arm`,
  );
}

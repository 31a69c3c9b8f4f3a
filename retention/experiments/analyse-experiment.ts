import { BadInputError } from '../../core/errors.ts';
import { benjaminiHochberg, holm } from './adjust-p-values.ts';
import type { ArmEstimate } from './arm-estimate.ts';
import type { ArmMoments } from './arm-moments.ts';
import { banditShares } from './bandit-shares.ts';
import { betaPosterior } from './beta-posterior.ts';
import { checkRows } from './check-rows.ts';
import { type Comparison, compareArms } from './compare-arms.ts';
import { cuped } from './cuped.ts';
import { estimateMean } from './estimate-mean.ts';
import type { AnalysisOptions, EffectOfArm, ExperimentAnalysis } from './experiment-analysis.ts';
import type { ExperimentRows } from './experiment-rows.ts';
import { lineariseUnits } from './linearise-units.ts';
import { momentsOfUnits } from './moments-of-units.ts';
import { normalPosterior } from './normal-posterior.ts';
import { quantileEffects } from './quantile-effects.ts';
import { sampleRatio } from './sample-ratio.ts';
import { stratifyUnits } from './stratify-units.ts';
import { suspiciousCovariates } from './suspicious-covariates.ts';
import { type ExperimentUnits, unitsOfRows } from './units-of-rows.ts';
import { winsorise } from './winsorise.ts';

/**
 * Everything that can be said of an experiment's rows: arms, split, effects with their uncertainty by every method.
 * @throws BadInputError for data that no method can answer.
 */
export function analyseExperiment(rows: ExperimentRows, options: AnalysisOptions): ExperimentAnalysis {
  const warnings: string[] = [];
  const keys = orderArms(checkRows(rows), options.control);
  const raw = unitsOfRows(rows);
  const { units, caps } = capped(raw, rows, options, warnings);
  const binary = units.denominator === null && units.outcome.every((value) => value === 0 || value === 1);
  const kind = units.denominator ? 'ratio' : binary ? 'rate' : 'mean';
  const outcome = units.denominator
    ? lineariseUnits(units.arms, units.outcome, units.denominator)
    : units.outcome;
  const moments = momentsOfUnits(keys, units.arms, [outcome, ...units.covariates]);
  checkMoments(moments, rows, warnings);
  const plain = moments.map((arm) => estimateMean(arm, binary ? 'rate' : 'mean'));
  if (binary) warnFewEvents(plain, warnings);
  const split = sampleRatio(moments.map(({ arm, n }) => ({ count: n, weight: options.weights?.[arm] ?? 1 })));
  if (split && !split.asPlanned)
    warnings.unshift(
      `the arms are not split as planned (p = ${split.pValue.toExponential(1)}): the assignment or the data are broken, and no effect below is to be believed`,
    );
  // A cap must not hide that a covariate is the outcome.
  const uncapped = caps ? momentsOfUnits(keys, units.arms, [raw.outcome, ...units.covariates]) : moments;
  const adjusted = adjust(moments, uncapped, rows, warnings);
  const stratified = stratify(keys, units, outcome, warnings);
  const effects = moments.slice(1).map((treated, i): EffectOfArm => {
    const compare = (estimates: readonly ArmEstimate[]): Comparison =>
      compareArms(estimates[0]!, estimates[i + 1]!, options);
    const bare = compare(plain);
    const withCovariates = adjusted && compare(adjusted.estimates);
    const withStrata = stratified && compare(stratified.estimates);
    return {
      arm: treated.arm,
      control: moments[0]!.arm,
      ...bare,
      bayesian: posterior(moments[0]!, treated, bare, binary, options),
      cuped: withCovariates && {
        ...withCovariates,
        varianceReduction: reduction(bare, withCovariates),
        theta: Object.fromEntries(rows.covariates.map(({ name }, c) => [name, adjusted.slope.theta[c]!])),
        bayesian: posterior(moments[0]!, treated, withCovariates, false, options),
      },
      postStratified: withStrata && {
        ...withStrata,
        varianceReduction: reduction(bare, withStrata),
        strata: stratified.strata,
        merged: stratified.merged,
      },
      adjustedPValues: null,
    };
  });
  if (effects.some(({ relative }) => relative === null))
    warnings.push(
      `the control's figure (${plain[0]!.mean}) is not clearly above zero: a lift in percent of it would mean nothing and is left out`,
    );
  return {
    rows: rows.arms.length,
    units: units.arms.length,
    crossed: raw.crossed,
    control: keys[0]!,
    metric: { outcome: rows.outcome.name, kind, denominator: rows.denominator?.name ?? null, caps },
    alpha: options.alpha,
    arms: plain.map(({ arm, n, mean, standardError }, a) => ({
      arm,
      n,
      mean,
      sd: Math.sqrt(moments[a]!.covariance[0]![0]!),
      standardError,
    })),
    srm: split,
    effects: withAdjustedPValues(effects),
    quantiles: quantileEffects(keys, rows, units, options, warnings),
    bandit: nextShares(stratified?.estimates ?? plain, options, warnings),
    warnings,
  };
}

/** Periods in which the shares differed are strata: else an arm that got more in a good month looks better. */
function nextShares(
  arms: readonly ArmEstimate[],
  { banditFloor }: AnalysisOptions,
  warnings: string[],
): ExperimentAnalysis['bandit'] {
  if (banditFloor === undefined) return null;
  if (banditFloor * arms.length > 1)
    throw new BadInputError(
      `a floor of ${banditFloor} does not fit ${arms.length} arms; ${1 / arms.length} is the most`,
    );
  const rigid = arms.find(({ standardError }) => standardError === 0);
  if (rigid) {
    warnings.push(`arm "${rigid.arm}" shows no spread yet: its share of the next period cannot be told`);
    return null;
  }
  const { probabilityBest, shares } = banditShares(
    arms.map(({ mean, standardError }) => ({ mean, sd: standardError })),
    { floor: banditFloor },
  );
  return arms.map(({ arm }, i) => ({ arm, probabilityBest: probabilityBest[i]!, share: shares[i]! }));
}

/** Control first, the others in the order of their names. */
function orderArms(found: readonly string[], control: string): string[] {
  if (!found.includes(control))
    throw new BadInputError(`there is no arm "${control}"; the arms are "${found.join('", "')}"`);
  const others = found.filter((arm) => arm !== control);
  return [control, ...others.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))];
}

function capped(
  units: ExperimentUnits,
  { outcome }: ExperimentRows,
  { winsorise: settings }: AnalysisOptions,
  warnings: string[],
) {
  if (units.crossed > 0)
    warnings.push(
      `${units.crossed} unit${units.crossed === 1 ? ' has' : 's have'} rows in more than one arm and ${units.crossed === 1 ? 'is' : 'are'} left out`,
    );
  if (!settings) return { units, caps: null };
  const { values, ...caps } = winsorise(units.outcome, settings);
  if (values.every((value) => value === values[0]))
    throw new BadInputError(
      `the ${settings.quantile} quantile of "${outcome.name}" is ${caps.upper}, capped there nothing is left to compare; most are zero: take the quantile of those above zero`,
    );
  return {
    units: { ...units, outcome: values },
    caps: { lower: caps.lower, upper: caps.upper, capped: caps.capped },
  };
}

function checkMoments(moments: readonly ArmMoments[], { outcome }: ExperimentRows, warnings: string[]): void {
  for (const { arm, n, covariance } of moments) {
    if (n < 2)
      throw new BadInputError(
        `arm "${arm}" has ${n === 0 ? 'no unit' : 'one unit'}; its spread needs two at least`,
      );
    if (covariance[0]![0] === 0)
      warnings.push(
        `"${outcome.name}" does not vary in arm "${arm}": the interval knows of the other arm's spread only`,
      );
  }
}

function warnFewEvents(arms: readonly ArmEstimate[], warnings: string[]): void {
  for (const { arm, n, mean } of arms) {
    const events = Math.round(Math.min(mean, 1 - mean) * n);
    if (events < 5)
      warnings.push(
        `arm "${arm}" has ${events} of the rarer outcome: read the Bayesian interval, not the normal one`,
      );
  }
}

function adjust(
  moments: readonly ArmMoments[],
  uncapped: readonly ArmMoments[],
  { covariates }: ExperimentRows,
  warnings: string[],
) {
  if (covariates.length === 0) return null;
  const names = covariates.map(({ name }) => name);
  const suspicious = suspiciousCovariates(uncapped, names);
  for (const { name, why } of suspicious)
    warnings.push(
      `the covariate "${name}" ${why}, so it was probably measured after the assignment: nothing is adjusted by it, as that would take away part of the effect`,
    );
  if (suspicious.length > 0) return null;
  const result = cuped(moments);
  if (result.slope.explained > 1 - 1e-9)
    throw new BadInputError(
      `the covariates ${names.map((name) => `"${name}"`).join(', ')} together are the outcome; a covariate is something known before the assignment`,
    );
  for (const left of result.slope.leftOut)
    warnings.push(
      `the covariate "${names[left]}" is left out: it is constant, or follows from those before it`,
    );
  return result;
}

function stratify(
  keys: readonly string[],
  units: ExperimentUnits,
  outcome: Float64Array,
  warnings: string[],
) {
  if (!units.strata) return null;
  const stratified = stratifyUnits(keys, { arms: units.arms, outcome, strata: units.strata });
  if (!stratified)
    warnings.push(
      'the strata are too small to weigh by: an arm has fewer than two units in those taken together',
    );
  return stratified;
}

function posterior(
  control: ArmMoments,
  treated: ArmMoments,
  found: Comparison,
  binary: boolean,
  options: AnalysisOptions,
) {
  if (binary) {
    const data = ({ n, means }: ArmMoments) => ({ n, successes: Math.round(n * means[0]!) });
    return {
      ...betaPosterior(data(control), data(treated), undefined, options.alpha),
      prior: 'Beta(1, 1) for each rate',
    };
  }
  const prior = options.prior;
  return {
    ...normalPosterior(found.estimate, found.standardError, prior, options.alpha),
    prior: prior
      ? `normal, mean ${prior.mean}, sd ${prior.sd}, for the difference`
      : 'flat for the difference',
  };
}

function reduction(bare: Comparison, adjusted: Comparison): number {
  return bare.standardError === 0 ? 0 : 1 - (adjusted.standardError / bare.standardError) ** 2;
}

function withAdjustedPValues(effects: readonly EffectOfArm[]): EffectOfArm[] {
  if (effects.length < 2) return [...effects];
  const pValues = effects.map(({ pValue }) => pValue);
  const byHolm = holm(pValues);
  const byBenjamini = benjaminiHochberg(pValues);
  const bySequential = holm(effects.map(({ sequential }) => sequential.pValue));
  return effects.map((effect, i) => ({
    ...effect,
    adjustedPValues: {
      holm: byHolm[i]!,
      benjaminiHochberg: byBenjamini[i]!,
      sequentialHolm: bySequential[i]!,
    },
  }));
}

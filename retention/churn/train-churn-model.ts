import { BadInputError } from '../../core/errors.ts';
import { areaUnderCurve } from './auc.ts';
import {
  brierScore,
  type CalibrationBin,
  calibrationTable,
  expectedCalibrationError,
} from './calibration-table.ts';
import { type CandidateTrial, tryCandidates } from './candidates/try-candidates.ts';
import type { ChurnExample } from './churn-example.ts';
import { churnFeatures } from './churn-features.ts';
import { type ChurnModel, inputRow, logOddsOf } from './churn-model.ts';
import type { IndexDates } from './index-dates.ts';
import { checkLeakage, type LeakageCheck } from './leakage-check.ts';
import { probabilityOf } from './log-odds.ts';
import { fitLogistic } from './logistic-regression.ts';
import { pairedAucInterval } from './paired-auc-interval.ts';
import { fitPlatt, noCalibration } from './platt.ts';
import { shopperPart } from './shopper-part.ts';

export interface ChurnFigures {
  readonly rows: number;
  readonly shoppers: number;
  readonly churnRate: number;
  readonly auc: number;
  readonly brier: number;
  readonly calibrationError: number;
}

export interface ChurnReport {
  readonly horizonDays: number;
  readonly fittedOn: { readonly rows: number; readonly shoppers: number; readonly dates: readonly string[] };
  readonly triedOn: { readonly dates: readonly string[] };
  /** On later cut-offs, every shopper. */
  readonly laterWeeks: ChurnFigures;
  /** On later cut-offs, shoppers that took no part in fitting: the figure to go by. */
  readonly unseenShoppers: ChurnFigures;
  /** Recency, frequency and value alone, on the unseen shoppers. */
  readonly rfm: ChurnFigures;
  /** AUC of the model minus AUC of RFM on the unseen shoppers, 95 % paired bootstrap over shoppers. */
  readonly aboveRfm: { readonly difference: number; readonly low: number; readonly high: number };
  readonly calibration: readonly CalibrationBin[];
  /** What was looked through so that none of this is told by the future. */
  readonly leakage: LeakageCheck;
  /** Other ways to learn from the same inputs; null where they were not asked for: they take a while. */
  readonly candidates: CandidateTrial | null;
}

/** The baseline that the model is held against. */
const rfmFeatures = ['log_days_since_order', 'log_orders', 'log_clv'];
/** lambda of the penalty; the result hardly depends on it between 1 and 30. */
const penalty = 5;
/** Fewer rows of either kind than this teach nothing. */
const leastRows = 100;

/**
 * Fits the churn model twice. First on earlier cut-offs of three in five shoppers, calibrated on another fifth, tried
 * on later cut-offs: that gives the report. Then, by the same recipe, on all cut-offs: that model is returned.
 * @param observedUntil the last moment at which an order would have been recorded.
 * @param options candidates: try curves and boosted trees beside it, for the report.
 * @throws BadInputError when the shop's history is too short or too even to learn from; MainstayError when a row knows
 * of what came after it.
 */
export function trainChurnModel(
  examples: readonly ChurnExample[],
  dates: IndexDates,
  horizonDays: number,
  observedUntil: Date,
  options: { readonly candidates?: boolean } = {},
): { model: ChurnModel; report: ChurnReport } {
  const earlier = new Set(dates.earlier.map(Number));
  const later = new Set(dates.later.map(Number));
  const past = examples.filter(({ facts }) => earlier.has(Number(facts.asOf)));
  const trial = examples.filter(({ facts }) => later.has(Number(facts.asOf)));
  const unseen = trial.filter(({ facts }) => shopperPart(facts.shopperId) === 'unseen');
  for (const [what, rows] of [
    ['earlier cut-offs', past],
    ['later cut-offs of unseen shoppers', unseen],
  ] as const)
    refuseTooFew(what, rows);

  const names = churnFeatures.map(({ name }) => name);
  const tried = fitModel(past, names, horizonDays);
  const rfm = fitModel(past, rfmFeatures, horizonDays);
  const [scores, rfmScores] = [predict(tried, unseen), predict(rfm, unseen)];
  const labels = unseen.map(labelOf);
  const calibration = calibrationTable(scores, labels);
  const fitted = past.filter(({ facts }) => shopperPart(facts.shopperId) !== 'unseen');
  const leakage = checkLeakage(examples, dates, horizonDays, observedUntil, {
    fitted: new Set(fitted.map(({ facts }) => facts.shopperId)),
    unseen: new Set(unseen.map(({ facts }) => facts.shopperId)),
  });
  return {
    model: fitModel(examples, names, horizonDays),
    report: {
      horizonDays,
      fittedOn: {
        rows: fitted.length,
        shoppers: shoppersIn(fitted),
        dates: dates.earlier.map((date) => date.toISOString()),
      },
      triedOn: { dates: dates.later.map((date) => date.toISOString()) },
      laterWeeks: figures(predict(tried, trial), trial),
      unseenShoppers: figures(scores, unseen),
      rfm: figures(rfmScores, unseen),
      aboveRfm: pairedAucInterval(
        { a: scores, b: rfmScores, labels, shoppers: unseen.map(({ facts }) => facts.shopperId) },
        { seed: 'churn-against-rfm' },
      ),
      calibration,
      leakage,
      candidates: options.candidates
        ? tryCandidates(fitted, { examples: unseen, served: scores, rfm: rfmScores })
        : null,
    },
  };
}

function fitModel(
  examples: readonly ChurnExample[],
  names: readonly string[],
  horizonDays: number,
): ChurnModel {
  const fitting = examples.filter(({ facts }) => shopperPart(facts.shopperId) === 'fit');
  const features = names.map((name) => churnFeatures.find((feature) => feature.name === name)!);
  const columns = features.map((feature) => fitting.map(({ facts }) => feature.of(facts)));
  const means = columns.map(meanOf);
  const deviations = columns.map((column, i) => deviationOf(column, means[i]!));
  const rows = new Float64Array(fitting.length * names.length);
  columns.forEach((column, i) => {
    column.forEach((value, row) => {
      rows[row * names.length + i] = Number.isFinite(value) ? (value - means[i]!) / deviations[i]! : 0;
    });
  });
  const { weights, bias } = fitLogistic(
    rows,
    names.length,
    Float64Array.from(fitting, labelOf),
    penalty,
    features.map(({ sign }) => sign),
  );
  const raw: ChurnModel = {
    features: names,
    means,
    deviations,
    weights: [...weights],
    bias,
    calibration: noCalibration,
    horizonDays,
  };
  const held = examples.filter(({ facts }) => shopperPart(facts.shopperId) === 'calibrate');
  const logOdds = held.map(({ facts }) => logOddsOf(raw, inputRow(raw, facts)));
  return { ...raw, calibration: fitPlatt(logOdds, held.map(labelOf)) };
}

function predict(model: ChurnModel, examples: readonly ChurnExample[]): number[] {
  return examples.map(({ facts }) => probabilityOf(logOddsOf(model, inputRow(model, facts))));
}

function figures(probabilities: readonly number[], examples: readonly ChurnExample[]): ChurnFigures {
  const labels = examples.map(labelOf);
  return {
    rows: examples.length,
    shoppers: shoppersIn(examples),
    churnRate: meanOf(labels),
    auc: areaUnderCurve(probabilities, labels),
    brier: brierScore(probabilities, labels),
    calibrationError: expectedCalibrationError(calibrationTable(probabilities, labels)),
  };
}

function refuseTooFew(what: string, examples: readonly ChurnExample[]): void {
  const churned = examples.filter(({ churned }) => churned).length;
  const stayed = examples.length - churned;
  if (Math.min(churned, stayed) < leastRows)
    throw new BadInputError(
      `too little history to learn churn from: the ${what} hold ${churned} rows that left and ${stayed} that stayed, and ${leastRows} of each are needed`,
    );
}

function shoppersIn(examples: readonly ChurnExample[]): number {
  return new Set(examples.map(({ facts }) => facts.shopperId)).size;
}

function labelOf({ churned }: ChurnExample): number {
  return Number(churned);
}

/** Over observed values; 0 when there are none. */
function meanOf(values: readonly number[]): number {
  const observed = values.filter(Number.isFinite);
  return observed.length === 0 ? 0 : observed.reduce((sum, value) => sum + value, 0) / observed.length;
}

/** 1 for a column that never varies: it then adds nothing. */
function deviationOf(values: readonly number[], mean: number): number {
  const observed = values.filter(Number.isFinite);
  const variance =
    observed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, observed.length);
  return variance > 1e-12 ? Math.sqrt(variance) : 1;
}

import { createHash } from 'node:crypto';
import { areaUnderCurve } from './auc.ts';
import { brierScore } from './calibration-table.ts';
import { probabilityOf } from './log-odds.ts';
import { fitLogistic } from './logistic-regression.ts';
import { pairedAucInterval } from './paired-auc-interval.ts';

/** A conversation, what was known of its shopper then, and whether no order followed within the horizon. */
export interface TextExample {
  readonly shopper: string;
  /** Inputs of the behavioural model; NaN where not observed. */
  readonly behaviour: readonly number[];
  /** What the text says, as numbers: the mean of the messages' sentence vectors, their sentiment and topics. */
  readonly vector: ArrayLike<number>;
  /** Probability by the stated rule of fusion, from the behavioural probability of this very trial. */
  ruleOf(behaviouralProbability: number): number;
  readonly churned: boolean;
}

export interface TextFigures {
  readonly auc: number;
  readonly brier: number;
}

type Interval = { readonly difference: number; readonly low: number; readonly high: number };

export interface TextTrial {
  readonly fittedOn: { readonly rows: number; readonly shoppers: number };
  readonly triedOn: { readonly rows: number; readonly shoppers: number; readonly churnRate: number };
  readonly behaviour: TextFigures;
  readonly text: TextFigures;
  readonly fused: TextFigures;
  readonly rule: TextFigures;
  /** AUC of the fusion minus AUC of behaviour alone, 95 % paired bootstrap over shoppers. */
  readonly fusedAboveBehaviour: Interval;
  readonly ruleAboveBehaviour: Interval;
  readonly fusedAboveRule: Interval;
  /** The fusion's interval lies above 0: it may ship. */
  readonly ships: boolean;
}

/** What was fitted: log odds of leaving from text, and how they join behaviour's. */
export interface TextHead {
  /** Log odds = bias + weights * vector. */
  readonly weights: readonly number[];
  readonly bias: number;
  readonly penalty: number;
}

const behaviourPenalty = 5;
/** Of the text's many inputs; the one that does best on folds that were left out serves. */
const textPenalties = [100, 400, 1_600, 6_400];
const folds = 4;

/**
 * Behaviour alone, text alone and both on conversations that took no part in fitting. The fusion learns from text scores
 * of folds (by shopper) that the text's model had not seen, so that it does not trust the text too much.
 */
export function tryChurnText(
  fitted: readonly TextExample[],
  tried: readonly TextExample[],
): { trial: TextTrial; head: TextHead } {
  const behaviour = fitLinear(
    fitted.map((row) => row.behaviour),
    fitted,
    behaviourPenalty,
  );
  const { penalty, heldOut } = textPenalties
    .map((penalty) => ({ penalty, ...heldOutLogOdds(fitted, penalty) }))
    .reduce((best, one) => (one.loss < best.loss ? one : best));
  const text = fitLinear(
    fitted.map(({ vector }) => vector),
    fitted,
    penalty,
  );
  const both = fitLinear(
    fitted.map((row, i) => [...row.behaviour, heldOut[i]!]),
    fitted,
    behaviourPenalty,
  );
  const labels = tried.map(({ churned }) => Number(churned));
  const shoppers = tried.map(({ shopper }) => shopper);
  const scores = {
    behaviour: tried.map((row) => probabilityOf(behaviour.logOdds(row.behaviour))),
    text: tried.map((row) => probabilityOf(text.logOdds(row.vector))),
    fused: tried.map((row) => probabilityOf(both.logOdds([...row.behaviour, text.logOdds(row.vector)]))),
    rule: tried.map((row) => row.ruleOf(probabilityOf(behaviour.logOdds(row.behaviour)))),
  };
  const figures = (values: readonly number[]) => ({
    auc: areaUnderCurve(values, labels),
    brier: brierScore(values, labels),
  });
  const above = (a: readonly number[], b: readonly number[]) =>
    pairedAucInterval({ a, b, labels, shoppers }, { seed: 'churn-text' });
  const fusedAboveBehaviour = above(scores.fused, scores.behaviour);
  return {
    head: { weights: text.weights, bias: text.bias, penalty },
    trial: {
      fittedOn: { rows: fitted.length, shoppers: new Set(fitted.map(({ shopper }) => shopper)).size },
      triedOn: {
        rows: tried.length,
        shoppers: new Set(shoppers).size,
        churnRate: labels.reduce((sum, label) => sum + label, 0) / labels.length,
      },
      behaviour: figures(scores.behaviour),
      text: figures(scores.text),
      fused: figures(scores.fused),
      rule: figures(scores.rule),
      fusedAboveBehaviour,
      ruleAboveBehaviour: above(scores.rule, scores.behaviour),
      fusedAboveRule: above(scores.fused, scores.rule),
      ships: fusedAboveBehaviour.low > 0,
    },
  };
}

/** Text scores of every row by a model that has not seen its shopper, and their mean log loss. */
function heldOutLogOdds(rows: readonly TextExample[], penalty: number): { heldOut: number[]; loss: number } {
  const heldOut = new Array<number>(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const rest = rows.filter(({ shopper }) => foldOf(shopper) !== fold);
    const model = fitLinear(
      rest.map(({ vector }) => vector),
      rest,
      penalty,
    );
    rows.forEach(({ shopper, vector }, i) => {
      if (foldOf(shopper) === fold) heldOut[i] = model.logOdds(vector);
    });
  }
  const loss = rows.reduce((sum, { churned }, i) => {
    return sum + Math.log1p(Math.exp(churned ? -heldOut[i]! : heldOut[i]!));
  }, 0);
  return { heldOut, loss: loss / rows.length };
}

/** Logistic regression on standardised inputs, told on the inputs as they are; a missing one counts as the mean. */
function fitLinear(inputs: readonly ArrayLike<number>[], rows: readonly TextExample[], penalty: number) {
  const width = inputs[0]!.length;
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  for (let j = 0; j < width; j++) {
    const observed = inputs.map((row) => row[j]!).filter(Number.isFinite);
    const count = Math.max(1, observed.length);
    means[j] = observed.reduce((sum, value) => sum + value, 0) / count;
    const variance = observed.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0) / count;
    deviations[j] = variance > 1e-12 ? Math.sqrt(variance) : 1;
  }
  const standard = new Float64Array(inputs.length * width);
  inputs.forEach((row, i) => {
    for (let j = 0; j < width; j++)
      if (Number.isFinite(row[j]!)) standard[i * width + j] = (row[j]! - means[j]!) / deviations[j]!;
  });
  const fit = fitLogistic(
    standard,
    width,
    Float64Array.from(rows, ({ churned }) => Number(churned)),
    penalty,
  );
  const weights = Array.from(fit.weights, (weight, j) => weight / deviations[j]!);
  const bias = fit.bias - weights.reduce((sum, weight, j) => sum + weight * means[j]!, 0);
  return {
    weights,
    bias,
    logOdds: (row: ArrayLike<number>) =>
      weights.reduce(
        (sum, weight, j) => sum + weight * (Number.isFinite(row[j]!) ? row[j]! : means[j]!),
        bias,
      ),
  };
}

function foldOf(shopper: string): number {
  return createHash('sha256').update(`churn-text|${shopper}`).digest().readUInt16LE(0) % folds;
}

import { createHash } from 'node:crypto';
import type { FusionNetwork } from '../../core/fusion-network.ts';
import { areaUnderCurve } from './auc.ts';
import { brierScore } from './calibration-table.ts';
import { type ConfusionMatrix, confusionMatrix } from './confusion-matrix.ts';
import { type ConversationSigns, fuseRisk } from './fused-risk.ts';
import { fitFusion } from './fusion/fit-fusion.ts';
import { fusedLogOdds } from './fusion/fused-log-odds.ts';
import { fusionInputs, fusionRow } from './fusion/fusion-inputs.ts';
import { probabilityOf } from './log-odds.ts';
import { fitLogistic } from './logistic-regression.ts';
import { pairedAucInterval } from './paired-auc-interval.ts';

/** A conversation, what was known of its shopper then, and whether no order followed within the horizon. */
export interface TextExample {
  readonly shopper: string;
  /** Inputs of the behavioural model; NaN where not observed. */
  readonly behaviour: readonly number[];
  /** What the models made of its messages. */
  readonly signs: ConversationSigns;
  readonly churned: boolean;
}

export interface TextFigures {
  readonly auc: number;
  readonly brier: number;
  /** Told to leave are as many, in share, as left among those that it was fitted on. */
  readonly confusion: ConfusionMatrix;
}

type Interval = { readonly difference: number; readonly low: number; readonly high: number };

export interface TextTrial {
  readonly fittedOn: { readonly rows: number; readonly shoppers: number };
  readonly triedOn: { readonly rows: number; readonly shoppers: number; readonly churnRate: number };
  readonly behaviour: TextFigures;
  readonly text: TextFigures;
  /** By the network. */
  readonly fused: TextFigures;
  /** By the stated rule. */
  readonly rule: TextFigures;
  /** AUC of the fusion minus AUC of behaviour alone, 95 % paired bootstrap over shoppers. */
  readonly fusedAboveBehaviour: Interval;
  readonly ruleAboveBehaviour: Interval;
  readonly fusedAboveRule: Interval;
  /** The fusion's interval lies above 0: it may ship. */
  readonly ships: boolean;
}

const behaviourPenalty = 5;
const folds = 4;

/**
 * Behaviour alone, text alone and both on conversations that took no part in fitting. The fusion learns from behavioural
 * scores of folds (by shopper) that their model had not seen, so that it does not trust them too much.
 */
export function tryChurnText(
  fitted: readonly TextExample[],
  tried: readonly TextExample[],
): { trial: TextTrial; network: FusionNetwork } {
  const behaviour = fitLinear(
    fitted.map((row) => row.behaviour),
    fitted,
    behaviourPenalty,
  );
  const { network } = fitFusion(
    fusionInputs,
    heldOutBehaviour(fitted).map((logOdds, i) => ({
      row: rowOf(logOdds, fitted[i]!),
      churned: fitted[i]!.churned,
      fold: foldOf(fitted[i]!.shopper),
    })),
  );
  const said = (example: TextExample) => rowOf(0, example).slice(1);
  const text = fitLinear(fitted.map(said), fitted, behaviourPenalty);
  const labels = tried.map(({ churned }) => Number(churned));
  const shoppers = tried.map(({ shopper }) => shopper);
  const done = tried.map((row) => behaviour.logOdds(row.behaviour));
  const scores = {
    behaviour: done.map(probabilityOf),
    text: tried.map((row) => probabilityOf(text.logOdds(said(row)))),
    fused: tried.map((row, i) => probabilityOf(fusedLogOdds(network, rowOf(done[i]!, row)))),
    rule: tried.map(
      ({ signs }, i) => fuseRisk({ probability: probabilityOf(done[i]!), reasons: [] }, signs).probability,
    ),
  };
  const told = fitted.filter(({ churned }) => churned).length / fitted.length;
  const figures = (values: readonly number[]) => ({
    auc: areaUnderCurve(values, labels),
    brier: brierScore(values, labels),
    confusion: confusionMatrix(values, labels, highest(values, told)),
  });
  const above = (a: readonly number[], b: readonly number[]) =>
    pairedAucInterval({ a, b, labels, shoppers }, { seed: 'churn-text' });
  const fusedAboveBehaviour = above(scores.fused, scores.behaviour);
  return {
    network,
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

function rowOf(behaviour: number, { signs }: TextExample): number[] {
  const row = fusionRow(behaviour, signs);
  if (!row) throw new RangeError('a conversation without a message that was read for leaving');
  return row;
}

/** Behavioural log odds of every row by a model that has not seen its shopper. */
function heldOutBehaviour(rows: readonly TextExample[]): number[] {
  const models = Array.from({ length: folds }, (_, fold) => {
    const rest = rows.filter(({ shopper }) => foldOf(shopper) !== fold);
    return fitLinear(
      rest.map(({ behaviour }) => behaviour),
      rest,
      behaviourPenalty,
    );
  });
  return rows.map(({ shopper, behaviour }) => models[foldOf(shopper)]!.logOdds(behaviour));
}

/** The probability that this share of the values reaches. */
function highest(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => b - a);
  return sorted[Math.max(0, Math.round(share * sorted.length) - 1)]!;
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

import type { BanditLog } from './bandit-log.ts';
import {
  fitRewardModel,
  meanOf,
  type RewardModel,
  type RewardModelShape,
  type RewardRows,
} from './reward-model.ts';

/** What the reward model expects of every row, by a model that has not seen the row's shopper. */
export interface ExpectedRewards {
  /** Of the drawn action. */
  readonly ofDrawn: Float64Array;
  /** Of the target policy: the mean over its actions. */
  readonly ofTarget: Float64Array;
}

/** Fits the reward model on all folds but one and applies it to that one. */
export class CrossFittedRewards {
  readonly #log: BanditLog;
  readonly #rows: RewardRows;
  readonly #shape: RewardModelShape;
  readonly #fold: ArrayLike<number>;
  readonly #models: readonly RewardModel[];

  /** @param fold of every row, 0 to foldCount - 1; all rows of a shopper have the same. @param foldCount at least 2. */
  constructor(log: BanditLog, shape: RewardModelShape, fold: ArrayLike<number>, foldCount: number) {
    this.#log = log;
    this.#shape = shape;
    this.#rows = {
      rowCount: log.rowCount,
      actionCount: log.actions.length,
      context: standardised(log.context, log.rowCount, log.contextNames.length),
      width: log.contextNames.length,
      action: log.action,
      reward: log.reward,
    };
    this.#fold = fold;
    this.#models = this.#fit(new Float64Array(log.rowCount).fill(1), foldCount);
  }

  expected(): ExpectedRewards {
    return this.#apply(this.#models, null);
  }

  /** As `expected`, fitted anew on rows that count as often as given; entries of rows that count 0 are 0. */
  expectedFor(multiplicity: Float64Array): ExpectedRewards {
    return this.#apply(this.#fit(multiplicity, this.#models.length), multiplicity);
  }

  #fit(multiplicity: Float64Array, foldCount: number): RewardModel[] {
    const weights = new Float64Array(multiplicity.length);
    return Array.from({ length: foldCount }, (_, fold) => {
      for (let row = 0; row < weights.length; row++)
        weights[row] = this.#fold[row] === fold ? 0 : multiplicity[row]!;
      const known = this.#models?.[fold];
      return fitRewardModel(
        this.#rows,
        weights,
        this.#shape,
        known && { model: known, steps: 6, tolerance: 1e-2 },
      );
    });
  }

  #apply(models: readonly RewardModel[], multiplicity: Float64Array | null): ExpectedRewards {
    const { rowCount, actions, target } = this.#log;
    const { width, context, action } = this.#rows;
    const ofDrawn = new Float64Array(rowCount);
    const ofTarget = new Float64Array(rowCount);
    const x = new Float64Array(width + 1);
    x[0] = 1;
    for (let row = 0; row < rowCount; row++) {
      if (multiplicity?.[row] === 0) continue;
      const model = models[this.#fold[row]!]!;
      for (let j = 0; j < width; j++) x[j + 1] = context[row * width + j]!;
      ofDrawn[row] = meanOf(model, x, action[row]!);
      let mean = 0;
      for (let a = 0; a < actions.length; a++) {
        const probability = target[row * actions.length + a]!;
        if (probability > 0) mean += probability * meanOf(model, x, a);
      }
      ofTarget[row] = mean;
    }
    return { ofDrawn, ofTarget };
  }
}

/** Columns with mean 0 and deviation 1; a column that never varies becomes 0. */
function standardised(context: Float64Array, rowCount: number, width: number): Float64Array {
  const result = new Float64Array(context.length);
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let row = 0; row < rowCount; row++) sum += context[row * width + j]!;
    const mean = sum / rowCount;
    let squares = 0;
    for (let row = 0; row < rowCount; row++) squares += (context[row * width + j]! - mean) ** 2;
    const deviation = Math.sqrt(squares / rowCount);
    if (deviation > 1e-12)
      for (let row = 0; row < rowCount; row++)
        result[row * width + j] = (context[row * width + j]! - mean) / deviation;
  }
  return result;
}

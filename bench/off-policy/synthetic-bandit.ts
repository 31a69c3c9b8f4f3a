import { NumpyRandom } from './numpy-random.ts';

/** One draw of logged rounds with everything that is true of them. */
export interface Rounds {
  readonly count: number;
  /** [count, contextWidth]. */
  readonly context: Float64Array;
  readonly action: Int32Array;
  readonly reward: Float64Array;
  readonly propensity: Float64Array;
  /** True mean reward of every action: [count, actionCount]. */
  readonly expected: Float64Array;
}

/**
 * The world of obp's SyntheticBanditDataset with logistic_reward_function and no behaviour policy given (Open Bandit
 * Pipeline 0.5.5, obp/dataset/synthetic.py): x ~ N(0, 1)^d; with x' = (1, x) and a' = (1, one-hot a), coefficients
 * uniform in [-1, 1], score = theta_x x' + theta_a a' + x' M a', scaled to mean 0 and deviation 1 over the draw; mean
 * reward = sigmoid(score); the log draws by softmax(beta * mean reward). Numbers are drawn in obp's order, so that a seed gives obp's own data.
 */
export class SyntheticBandit {
  readonly #seed: number;
  readonly #random: NumpyRandom;
  readonly #actionCount: number;
  readonly #width: number;
  readonly #beta: number;
  readonly #ofContext: Float64Array;
  readonly #ofAction: Float64Array;
  readonly #ofBoth: Float64Array;

  constructor(seed: number, size: { actionCount: number; contextWidth: number; beta: number }) {
    this.#seed = seed;
    this.#random = new NumpyRandom(seed);
    this.#actionCount = size.actionCount;
    this.#width = size.contextWidth + 1;
    this.#beta = size.beta;
    const random = new NumpyRandom(seed);
    const draw = (count: number) => Float64Array.from({ length: count }, () => random.uniform(-1, 1));
    this.#ofContext = draw(this.#width);
    this.#ofAction = draw(size.actionCount + 1);
    this.#ofBoth = draw(this.#width * (size.actionCount + 1));
  }

  rounds(count: number): Rounds {
    const actionCount = this.#actionCount;
    const contextWidth = this.#width - 1;
    const context = Float64Array.from({ length: count * contextWidth }, () => this.#random.normal());
    const expected = this.#scores(context, count).map((score) => 1 / (1 + Math.exp(-score)));
    const action = new Int32Array(count);
    const reward = new Float64Array(count);
    const propensity = new Float64Array(count);
    // obp draws actions by a stream of their own that begins anew with every batch.
    const actions = new NumpyRandom(this.#seed);
    for (let row = 0; row < count; row++) {
      const means = expected.subarray(row * actionCount, (row + 1) * actionCount);
      const weights = means.map((mean) => Math.exp(this.#beta * mean));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = actions.next();
      const drawn = weights.findIndex((weight) => {
        left -= weight / total;
        return left < 0;
      });
      action[row] = drawn;
      propensity[row] = weights[drawn]! / total;
    }
    for (let row = 0; row < count; row++)
      reward[row] = this.#random.bernoulli(expected[row * actionCount + action[row]!]!);
    return { count, context, action, reward, propensity, expected };
  }

  /** [count, actionCount], mean 0 and deviation 1 over all of them. */
  #scores(context: Float64Array, count: number): Float64Array {
    const actionCount = this.#actionCount;
    const width = this.#width;
    const columns = actionCount + 1;
    const scores = new Float64Array(count * actionCount);
    for (let row = 0; row < count; row++)
      for (let a = 0; a < actionCount; a++) {
        let score = this.#ofAction[0]! + this.#ofAction[a + 1]!;
        for (let j = 0; j < width; j++) {
          const x = j === 0 ? 1 : context[row * (width - 1) + j - 1]!;
          score +=
            x * (this.#ofContext[j]! + this.#ofBoth[j * columns]! + this.#ofBoth[j * columns + a + 1]!);
        }
        scores[row * actionCount + a] = score;
      }
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
    return scores.map((score) => (score - mean) / deviation);
  }
}

import { beta, exponential, gamma } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { PurchaseModelName } from '../../../retention/value/models/purchase-model.ts';
import type { PurchaseHistories } from '../../../retention/value/purchase-histories.ts';

/** Shoppers who buy and leave exactly as a model says, observed until ages between half of `longest` and `longest`. */
export function simulatedShoppers(options: {
  readonly model: PurchaseModelName;
  /** In the model's order; a function of the shopper's number where they differ. */
  readonly parameters: readonly number[] | ((i: number) => readonly number[]);
  readonly n: number;
  readonly longest: number;
  readonly seed: string;
}): PurchaseHistories {
  const { model, n, longest } = options;
  const random = new SeededRandom(options.seed);
  const histories = {
    frequency: new Float64Array(n),
    recency: new Float64Array(n),
    age: new Float64Array(n),
  };
  for (let i = 0; i < n; i++) {
    const [r, alpha, third, fourth] =
      typeof options.parameters === 'function' ? options.parameters(i) : options.parameters;
    const age = longest * (1 - random.next() / 2);
    const rate = gamma(random, r!) / alpha!;
    const leaving = model === 'paretonbd' ? 0 : beta(random, third!, fourth!);
    const until =
      model === 'paretonbd' ? Math.min(age, exponential(random, gamma(random, third!) / fourth!)) : age;
    let alive = model !== 'mbgnbd' || random.next() >= leaving;
    for (let at = exponential(random, rate); alive && at <= until; at += exponential(random, rate)) {
      histories.frequency[i]!++;
      histories.recency[i] = at;
      alive = random.next() >= leaving;
    }
    histories.age[i] = age;
  }
  return histories;
}

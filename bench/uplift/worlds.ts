import { normal } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { clustersOf } from '../../retention/numerics/cluster-bootstrap.ts';
import type { TrialRows } from '../../retention/uplift/trial-rows.ts';

/** A world whose truth is known: rows of a trial, and what each action truly brings at each row. */
export interface World {
  readonly trial: TrialRows;
  readonly truth: readonly Float64Array[];
}

interface WorldRecipe {
  readonly actions: number;
  readonly binary: boolean;
  /** Mean outcome (probability when binary) of an action for a shopper with these inputs. */
  readonly mean: (x: readonly number[], action: number) => number;
}

/** Worlds in which different shoppers are best served by different actions. */
export const heterogeneousWorlds: Readonly<Record<string, WorldRecipe>> = {
  'conversion, two segments': {
    actions: 3,
    binary: true,
    mean: (x, a) =>
      0.12 + 0.04 * Number(x[1]! > 0) + [0, x[0]! > 0 ? 0.06 : -0.02, x[0]! > 0 ? -0.02 : 0.06][a]!,
  },
  'spend, linear': {
    actions: 2,
    binary: false,
    mean: (x, a) => x[1]! + 0.5 * x[2]! + a * (0.05 + 0.25 * x[0]!),
  },
  'spend, interaction': {
    actions: 2,
    binary: false,
    mean: (x, a) => x[2]! + a * 0.25 * Math.sign(x[0]! * x[1]!),
  },
  'conversion, a third is put off': {
    actions: 2,
    binary: true,
    mean: (x, a) => 0.2 + a * (x[0]! < -0.43 ? -0.1 : 0.05),
  },
};

/** Worlds in which one action is best for everybody, or none is. */
export const nullWorlds: Readonly<Record<string, WorldRecipe>> = {
  'no effect': { actions: 3, binary: true, mean: (x) => 0.12 + 0.04 * Number(x[1]! > 0) },
  'the same effect on all': {
    actions: 3,
    binary: true,
    mean: (x, a) => 0.12 + 0.03 * Number(x[1]! > 0) + [0, 0.04, 0.03][a]!,
  },
  'two equals': { actions: 3, binary: false, mean: (x, a) => x[0]! + x[1]! ** 2 + [0, 0.2, 0.2][a]! },
  'stronger for some, best for all': {
    actions: 2,
    binary: false,
    mean: (x, a) => x[1]! + a * (0.3 + 0.2 * Math.tanh(x[0]!)),
  },
};

/** @param count shoppers, one row each; five inputs, standard normal but for one of 0 and 1. */
export function makeWorld({ actions, binary, mean }: WorldRecipe, count: number, seed: string): World {
  const random = new SeededRandom(`world|${seed}`);
  const columns = Array.from({ length: 5 }, () => new Float64Array(count));
  const truth = Array.from({ length: actions }, () => new Float64Array(count));
  const action = new Uint8Array(count);
  const outcome = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const x = [0, 1, 2, 3].map(() => normal(random)).concat(random.nextInt(2));
    x.forEach((value, i) => {
      columns[i]![row] = value;
    });
    for (let a = 0; a < actions; a++) truth[a]![row] = mean(x, a);
    const given = random.nextInt(actions);
    action[row] = given;
    const expected = truth[given]![row]!;
    outcome[row] = binary ? Number(random.next() < expected) : expected + normal(random);
  }
  return {
    truth,
    trial: {
      columns,
      action,
      actionCount: actions,
      outcome,
      cost: new Array(actions).fill(0),
      propensity: new Float64Array(count).fill(1 / actions),
      clusters: clustersOf(null, count),
    },
  };
}

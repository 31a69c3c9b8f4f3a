import { weightedIndex } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { clustersOf } from '../../../retention/numerics/cluster-bootstrap.ts';
import type { BanditLog } from '../../../retention/off-policy/bandit-log.ts';

/**
 * A log with known truth: three actions, one number known of a shopper, a reward of 0 or 1 whose chance depends on
 * both, and a logging policy that prefers by that number.
 */
export function loggedWorld(
  seed: string,
  { shoppers = 1_000, rowsEach = 1, like = 0 }: { shoppers?: number; rowsEach?: number; like?: number } = {},
): { log: BanditLog; truth: number } {
  const random = new SeededRandom(seed);
  const rowCount = shoppers * rowsEach;
  const action = new Int32Array(rowCount);
  const reward = new Float64Array(rowCount);
  const propensity = new Float64Array(rowCount);
  const target = new Float64Array(rowCount * 3);
  const context = new Float64Array(rowCount);
  const names: string[] = [];
  let truth = 0;
  for (let row = 0; row < rowCount; row++) {
    const repeated = row % rowsEach > 0;
    // With like = 1 all rows of a shopper are the same person on the same day.
    const x = repeated && like === 1 ? context[row - 1]! : random.next();
    const chance = [0.2, 0.2 + 0.4 * x, 0.5 - 0.3 * x];
    const logging = [0.3, 0.2 + 0.3 * x, 0.5 - 0.3 * x];
    const aim = x > 0.4 ? [0.1, 0.8, 0.1] : [0.1, 0.1, 0.8];
    const same = repeated && like === 1;
    const a = same ? action[row - 1]! : weightedIndex(random, logging);
    action[row] = a;
    reward[row] = same ? reward[row - 1]! : Number(random.next() < chance[a]!);
    propensity[row] = logging[a]!;
    target.set(aim, row * 3);
    context[row] = x;
    names.push(String(Math.floor(row / rowsEach)));
    truth += aim.reduce((sum, p, i) => sum + p * chance[i]!, 0) / rowCount;
  }
  const log = {
    rowCount,
    actions: ['none', 'mail', 'gift'],
    action,
    reward,
    propensity,
    target,
    context,
    contextNames: ['x'],
    clusters: clustersOf(names, rowCount),
  };
  return { log, truth };
}

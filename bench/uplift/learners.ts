import { SeededRandom } from '../../core/seeded-random.ts';
import { foldsByCluster } from '../../retention/numerics/folds-by-cluster.ts';
import { fitRidge } from '../../retention/uplift/fit-ridge.ts';
import { treesRegressor } from '../../retention/uplift/fit-trees.ts';
import { metaLearners } from '../../retention/uplift/meta-learners.ts';
import { rowsWhere } from '../../retention/uplift/rows-where.ts';
import { transformedOutcome, transformedOutcomeGain } from '../../retention/uplift/transformed-outcome.ts';
import type { TrialRows } from '../../retention/uplift/trial-rows.ts';
import { upliftBands } from '../../retention/uplift/uplift-bands.ts';
import { upliftStandardErrors } from '../../retention/uplift/uplift-standard-errors.ts';

const folds = 5;

/**
 * Every learner's uplift of one action against another, out of fold, as lines of a table: Qini area with its band, gain
 * on the transformed outcome, and where the truth is known the squared error and how often the bootstrap interval of a
 * shopper's uplift holds it.
 */
export function compareLearners(
  trial: TrialRows,
  action: number,
  control: number,
  truth: Float64Array | null,
  refits: number,
): string[] {
  const count = trial.outcome.length;
  const foldOf = foldsByCluster(trial.clusters, folds, new SeededRandom('learners'));
  const pair = rowsWhere(count, (row) => trial.action[row] === action || trial.action[row] === control);
  const treated = Float64Array.from(pair, (row) => Number(trial.action[row] === action));
  const share = treated.reduce((sum, value) => sum + value, 0) / pair.length;
  const outcome = Float64Array.from(pair, (row) => trial.outcome[row]!);
  const transformed = transformedOutcome(outcome, treated, new Float64Array(pair.length).fill(share));
  const clusters = { ofRow: pair.map((_, i) => i), count: pair.length };
  const lines: string[] = [];
  for (const [inner, regressor] of [
    ['linear', fitRidge],
    ['trees', treesRegressor('bench', 1)],
  ] as const)
    for (const [name, learner] of Object.entries(metaLearners)) {
      const task = { trial, action, control, regressor, foldOf };
      const predicted = new Float64Array(count);
      for (let fold = 0; fold < folds; fold++) {
        const others = rowsWhere(count, (row) => foldOf[row] !== fold);
        const own = rowsWhere(count, (row) => foldOf[row] === fold);
        learner({ ...task, rows: others })(trial.columns, own).forEach((value, i) => {
          predicted[own[i]!] = value;
        });
      }
      const mine = Float64Array.from(pair, (row) => predicted[row]!);
      const { qini } = upliftBands(
        { outcome, uplift: mine, treated },
        { ...clusters, ofRow: Int32Array.from(clusters.ofRow) },
        new SeededRandom('learners'),
      );
      const cells = [
        `${name.toUpperCase()}, ${inner}`.padEnd(12),
        `Qini ${qini.estimate.toFixed(5)} [${qini.lower.toFixed(5)}, ${qini.upper.toFixed(5)}]`,
        `transformed outcome ${transformedOutcomeGain(mine, transformed).toExponential(2)}`,
      ];
      if (truth) {
        const squared = predicted.reduce((sum, value, row) => sum + (value - truth[row]!) ** 2, 0) / count;
        cells.push(`error ${Math.sqrt(squared).toFixed(4)}`);
      }
      if (truth && refits > 0) {
        const asked = { columns: trial.columns, rows: Uint32Array.from({ length: 500 }, (_, row) => row) };
        const all = rowsWhere(count, () => true);
        const center = learner({ ...task, rows: all })(asked.columns, asked.rows);
        const errors = upliftStandardErrors(
          (rows) => learner({ ...task, rows }),
          all,
          trial.clusters,
          asked,
          new SeededRandom('refits'),
          refits,
        );
        const held = errors.filter((error, i) => Math.abs(center[i]! - truth[i]!) <= 1.96 * error).length;
        cells.push(`interval holds ${((100 * held) / errors.length).toFixed(0)} %`);
      }
      lines.push(cells.join('  '));
    }
  return lines;
}

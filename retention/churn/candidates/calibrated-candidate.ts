import { SeededRandom } from '../../../core/seeded-random.ts';
import type { Clusters } from '../../numerics/cluster-bootstrap.ts';
import { foldsByCluster } from '../../numerics/folds-by-cluster.ts';
import { fitPlatt } from '../platt.ts';
import type { Candidate } from './candidate.ts';

const innerFolds = 3;

/**
 * A candidate whose log odds are straightened by Platt scaling on predictions that it made out of fold; it is then
 * fitted on all its rows. @param clusters rows of one shopper stay together.
 */
export function calibratedCandidate(candidate: Candidate, clusters: Clusters): Candidate {
  return (task) => {
    const { rows, labels, columns } = task;
    const foldOf = foldsByCluster(clusters, innerFolds, new SeededRandom('calibration'));
    const logOdds: number[] = [];
    const truth: number[] = [];
    for (let fold = 0; fold < innerFolds; fold++) {
      const own = rows.filter((row) => foldOf[row] === fold);
      const others = rows.filter((row) => foldOf[row] !== fold);
      if (own.length === 0 || others.length === 0) continue;
      logOdds.push(...candidate({ ...task, rows: others }).logOdds(columns, own));
      truth.push(...Array.from(own, (row) => labels[row]!));
    }
    const { slope, intercept } = fitPlatt(logOdds, truth);
    const fitted = candidate(task);
    return {
      base: slope * fitted.base + intercept,
      logOdds: (all, asked) => fitted.logOdds(all, asked).map((value) => slope * value + intercept),
      contributions: (all, row) => fitted.contributions(all, row).map((value) => slope * value),
    };
  };
}

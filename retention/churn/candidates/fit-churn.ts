import { BadInputError } from '../../../core/errors.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import type { Clusters } from '../../numerics/cluster-bootstrap.ts';
import { foldsByCluster } from '../../numerics/folds-by-cluster.ts';
import { probabilityOf } from '../log-odds.ts';
import { calibratedCandidate } from './calibrated-candidate.ts';
import type { FittedCandidate } from './candidate.ts';
import { churnCandidates } from './churn-candidates.ts';
import { type CandidateFigures, compareCandidates, provenCandidate } from './compare-candidates.ts';

const folds = 5;
const leastOfEach = 50;

/** Shoppers, what is known of them, and who left. */
export interface ChurnRows {
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly labels: Float64Array;
  readonly clusters: Clusters;
}

export interface ChurnFit {
  /** Out of fold, five folds; the first is the baseline. */
  readonly candidates: readonly CandidateFigures[];
  readonly chosen: string;
  readonly reason: string;
  /** The chosen one's probability of every row, by a model that had not seen it. */
  readonly probabilities: Float64Array;
  /** Shares of the columns in a row's log odds against the average, by that same model. */
  contributionsOf(row: number): Float64Array;
}

/**
 * Tries every candidate in five folds and takes one in place of logistic regression only where that is proven.
 * @throws BadInputError for too few rows of either kind.
 */
export function fitChurn({ columns, labels, clusters }: ChurnRows): ChurnFit {
  const left = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(left, labels.length - left) < leastOfEach)
    throw new BadInputError(
      `${left} rows left and ${labels.length - left} stayed; at least ${leastOfEach} of each are needed to learn who leaves`,
    );
  const foldOf = foldsByCluster(clusters, folds, new SeededRandom('churn folds'));
  const signs = columns.map(() => 0 as const);
  const all = Uint32Array.from(labels, (_, row) => row);
  const tried = churnCandidates.map(({ name, candidate }) => {
    const calibrated = calibratedCandidate(candidate, clusters);
    const probabilities = new Array<number>(labels.length).fill(0);
    const models: FittedCandidate[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const own = all.filter((row) => foldOf[row] === fold);
      const model = calibrated({ columns, labels, signs, rows: all.filter((row) => foldOf[row] !== fold) });
      models.push(model);
      model.logOdds(columns, own).forEach((logOdds, i) => {
        probabilities[own[i]!] = probabilityOf(logOdds);
      });
    }
    return { name, probabilities, models };
  });
  const figures = compareCandidates(tried, [...labels], clusters);
  const proven = provenCandidate(figures);
  const chosen = tried.find(({ name }) => name === proven?.name) ?? tried[0]!;
  return {
    candidates: figures,
    chosen: chosen.name,
    reason: reasonOf(proven, figures[0]!.name),
    probabilities: Float64Array.from(chosen.probabilities),
    contributionsOf: (row) => chosen.models[foldOf[row]!]!.contributions(columns, row),
  };
}

function reasonOf(proven: CandidateFigures | null, baseline: string): string {
  if (!proven) return `no candidate's AUC is above that of ${baseline} beyond doubt; ${baseline} is kept`;
  const { estimate, lower, upper } = proven.againstBaseline!.auc;
  return `AUC ${estimate.toFixed(4)} above ${baseline} [${lower.toFixed(4)}, ${upper.toFixed(4)}], paired, and the lowest Brier score of those that are`;
}

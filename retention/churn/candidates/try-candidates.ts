import { clustersOf } from '../../numerics/cluster-bootstrap.ts';
import type { ChurnExample } from '../churn-example.ts';
import { churnFeatures } from '../churn-features.ts';
import { probabilityOf } from '../log-odds.ts';
import { calibratedCandidate } from './calibrated-candidate.ts';
import { churnCandidates } from './churn-candidates.ts';
import { type CandidateFigures, compareCandidates, provenCandidate } from './compare-candidates.ts';

export interface CandidateTrial {
  /** The served model first, then the candidates; held against it, on later cut-offs and unseen shoppers. */
  readonly figures: readonly CandidateFigures[];
  /** The same held against recency, frequency and value alone, which come first. */
  readonly againstRfm: readonly CandidateFigures[];
  /** What beats the served model beyond doubt; null: it stays. */
  readonly proven: string | null;
}

/**
 * Tries curves and boosted trees on the inputs of the shop's churn model, fitted on the same rows and tried on the same
 * others, and says whether one of them would be better than what is served.
 * @param fitting rows of earlier cut-offs, shoppers that may be fitted on.
 * @param trial rows of later cut-offs of other shoppers, with the served recipe's and RFM's probabilities.
 */
export function tryCandidates(
  fitting: readonly ChurnExample[],
  trial: {
    readonly examples: readonly ChurnExample[];
    readonly served: readonly number[];
    readonly rfm: readonly number[];
  },
): CandidateTrial {
  const all = [...fitting, ...trial.examples];
  const columns = churnFeatures.map((feature) => Float64Array.from(all, ({ facts }) => feature.of(facts)));
  const labels = Float64Array.from(all, ({ churned }) => Number(churned));
  const rows = Uint32Array.from(fitting, (_, row) => row);
  const asked = Uint32Array.from(trial.examples, (_, i) => fitting.length + i);
  const clusters = clustersOf(
    all.map(({ facts }) => facts.shopperId),
    all.length,
  );
  const signs = churnFeatures.map(({ sign }) => sign);
  // The straight logistic regression is the served one.
  const tried = churnCandidates.slice(1).map(({ name, candidate }) => {
    const fitted = calibratedCandidate(candidate, clusters)({ columns, labels, rows, signs });
    return { name, probabilities: Array.from(fitted.logOdds(columns, asked), probabilityOf) };
  });
  const truth = trial.examples.map(({ churned }) => Number(churned));
  const shoppers = clustersOf(
    trial.examples.map(({ facts }) => facts.shopperId),
    trial.examples.length,
  );
  const served = { name: 'served', probabilities: trial.served };
  const rfm = { name: 'recency, frequency, value', probabilities: trial.rfm };
  const figures = compareCandidates([served, ...tried], truth, shoppers);
  return {
    figures,
    againstRfm: compareCandidates([rfm, served, ...tried], truth, shoppers),
    proven: provenCandidate(figures)?.name ?? null,
  };
}

import type { ChurnFacts } from './churn-facts.ts';
import { type ChurnConcept, churnConcepts, churnFeatures } from './churn-features.ts';
import { type ChurnModel, contributionsOf } from './churn-model.ts';
import { describeConcept } from './describe-concept.ts';
import type { RiskReason } from './reason.ts';

/**
 * Every concept's exact share of a score. The model is linear in log odds, so what its features contribute adds up:
 * the shares of all concepts sum to the score's distance from the average shopper.
 * @param row the model's input for these facts, see `inputRow`.
 */
export function churnReasons(
  model: ChurnModel,
  facts: ChurnFacts,
  row: ArrayLike<number>,
  currency: string,
): RiskReason[] {
  const shares = new Map<ChurnConcept, number>(churnConcepts.map((concept) => [concept, 0]));
  contributionsOf(model, row).forEach((contribution, i) => {
    const feature = churnFeatures.find(({ name }) => name === model.features[i]);
    if (feature) shares.set(feature.concept, shares.get(feature.concept)! + contribution);
  });
  return [...shares].map(([concept, contribution]) => ({
    feature: concept,
    contribution,
    ...describeConcept(concept, facts, currency),
  }));
}

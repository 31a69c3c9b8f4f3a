import type { ChurnFacts } from '../../retention/churn/churn-facts.ts';
import { inputRow } from '../../retention/churn/churn-model.ts';
import { churnReasons } from '../../retention/churn/churn-reasons.ts';
import { describeConcept } from '../../retention/churn/describe-concept.ts';
import { logOddsOfProbability } from '../../retention/churn/log-odds.ts';
import type { RiskReason } from '../../retention/churn/reason.ts';
import { priorChurnRisk } from '../../retention/money/prior-churn-risk.ts';
import type { ServedRiskModel } from './risk-models.ts';

export interface ScoredRisk {
  readonly probability: number;
  /** Every concept's share, in no order. */
  readonly reasons: readonly RiskReason[];
}

/** Behavioural risk of several shoppers with its reasons, by the shop's model or, before one was trained, the prior. */
export async function scoreRisks(
  { model, currency }: ServedRiskModel,
  facts: readonly ChurnFacts[],
): Promise<ScoredRisk[]> {
  if (!model) return facts.map((own) => scoreByPrior(own, currency));
  const rows = facts.map((own) => inputRow(model.manifest.model, own));
  const probabilities = await model.scorer.score(rows);
  return facts.map((own, i) => ({
    probability: probabilities[i]!,
    reasons: churnReasons(model.manifest.model, own, rows[i]!, currency),
  }));
}

/** The stated rule of the money policy, with its one reason. */
function scoreByPrior(facts: ChurnFacts, currency: string): ScoredRisk {
  const probability = priorChurnRisk(facts);
  const contribution = logOddsOfProbability(probability);
  return {
    probability,
    reasons: [{ feature: 'recency', contribution, ...describeConcept('recency', facts, currency) }],
  };
}

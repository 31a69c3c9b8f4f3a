import type { DecisionDetail } from '../../core/contracts/console-money.ts';
import { ruleTextIn } from '../../core/contracts/default-rule-texts.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Language } from '../../core/words.ts';
import { explainDecision } from '../../retention/money/explain-decision.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import { replay } from '../../retention/money/replay.ts';
import { explainRecommendation } from '../../retention/recommend/explain-recommendation.ts';
import type { RecommendationRecord } from '../../retention/recommend/recommendation-record.ts';
import type { Queryable } from './database.ts';
import { decisionNames } from './decision-names.ts';
import { searchDecisions } from './decision-search.ts';

/** One decision with everything that explains it, drawn again just now. @throws NotFoundError. */
export async function decisionDetail(
  queryable: Queryable,
  shopId: string,
  id: string,
  language: Language,
): Promise<DecisionDetail> {
  const found = await searchDecisions(queryable, shopId, { id }, { limit: 200 });
  const row = found.rows.find((decision) => decision.id === id);
  if (!row) throw new NotFoundError('there is no such decision');
  const { rows } = await queryable.query<{
    policy_version: string;
    record: unknown;
    grant: DecisionDetail['grant'];
    outcomes: DecisionDetail['outcomes'];
  }>(
    `select d.policy_version, d.record,
       (select jsonb_build_object('id', g.id, 'code', g.code, 'state', g.state) from grants g
        where g.shop_id = d.shop_id and g.decision_id = d.id) as grant,
       coalesce((select jsonb_agg(jsonb_build_object('kind', o.kind, 'ref', o.ref, 'at', o.occurred_at,
           'valueCents', o.value_cents) order by o.occurred_at, o.kind)
         from outcomes o where o.shop_id = d.shop_id and o.decision_id = d.id), '[]') as outcomes
     from decisions d where d.shop_id = $1 and d.id = $2`,
    [shopId, id],
  );
  const { policy_version: policyVersion, record, grant, outcomes } = rows[0]!;
  const common = { ...row, policyVersion, language, grant, outcomes };
  if (row.kind === 'recommendation')
    return {
      ...common,
      why: explainRecommendation(record as RecommendationRecord, language),
      actions: [],
      rules: null,
      seed: null,
      replaysSame: null,
    };
  const money = record as MoneyDecisionRecord;
  return {
    ...common,
    why: explainDecision(money, language, await decisionNames(queryable, shopId)),
    actions: money.choice.actions.map((action) => {
      const candidate = money.inputs.candidates.find(({ offer }) => offer.id === action.offerId);
      return {
        offerId: action.offerId,
        name: candidate?.offer.name ?? null,
        masks: action.masks,
        scoreCents: action.score,
        deltaCents: action.deltaCents,
        srLossCents: action.srLossCents,
        costCents: action.costCents,
        probability: action.probability,
        rows:
          candidate?.rows.map(({ rowNumber, description }) => ({
            rowNumber,
            description: ruleTextIn(description, language),
          })) ?? [],
      };
    }),
    rules: money.inputs.rules,
    seed: money.inputs.seed,
    replaysSame: replaysSame(money),
  };
}

function replaysSame(record: MoneyDecisionRecord): boolean {
  const again = replay(record);
  const { action, slice, propensity } = record.choice;
  return again.action === action && again.slice === slice && again.propensity === propensity;
}

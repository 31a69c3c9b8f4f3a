import type { AccountFacts } from '../facts.ts';
import type { ResponsePriors } from '../policy/priors.ts';
import type { DrawInputs } from './money-decision-record.ts';

/** The shopper that policies with one answer for everybody have in mind: the shop's averages at an even risk. */
export function referenceFacts(
  facts: AccountFacts,
  averages: DrawInputs['averages'],
  { horizonDays }: ResponsePriors,
): AccountFacts {
  return {
    ...facts,
    churnRisk: 0.5,
    churnHorizonDays: horizonDays,
    meanOrderCents: averages.meanOrderCents,
    meanShippingCents: averages.meanShippingCents,
    marginRate: averages.marginRate,
  };
}

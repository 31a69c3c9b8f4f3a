import { ruleTextIn } from '../../core/contracts/default-rule-texts.ts';
import { fillPlaces } from '../../core/fill-places.ts';
import type { Localised } from '../../core/localised.ts';
import { formatMoney } from '../../core/money.ts';
import type { Language } from '../../core/words.ts';
import type { AccountFacts } from '../facts.ts';
import { nothing } from '../offers/offer.ts';
import { type ExplainMessages, explainMessages } from './explain-messages.ts';
import type { MoneyDecisionRecord } from './money-decision-record.ts';

/** What things are called whose ids a record holds; what is not in here is told by its id. */
export interface DecisionNames {
  readonly budgets: Readonly<Record<string, Localised>>;
  readonly experiments: Readonly<Record<string, Localised>>;
}

/** A money decision in words, one sentence a line: the whole in short, then facts, rules, scores, probabilities, budget and what came of it. */
export function explainDecision(
  record: MoneyDecisionRecord,
  language: Language,
  names: DecisionNames = { budgets: {}, experiments: {} },
): string[] {
  const words = explainMessages[language];
  const { inputs, choice, reservation } = record;
  const { facts, budget, assignment, candidates } = inputs;
  const budgetName = (id: string) => names.budgets[id]?.[language] ?? id;
  const money = (cents: number) => formatMoney(cents, facts.currency, language);
  const offerName = (id: string) =>
    id === nothing
      ? words.nothing
      : (candidates.find(({ offer }) => offer.id === id)?.offer.name[language] ?? id);
  const day = (iso: string) => iso.slice(0, 10);
  const preferred = () => {
    const open = choice.actions.filter(({ masks }) => masks.length === 0);
    return open.reduce((a, b) => (b.policyProbability > a.policyProbability ? b : a));
  };
  const chosenBy = () => {
    if (choice.slice === 'holdout') return [];
    const { offerId, referenceScore } = preferred();
    const { version, gains = {} } = inputs.chooser ?? {};
    if (version !== undefined && gains[offerId] !== undefined)
      return [
        fillPlaces(words.chooser, {
          version,
          offer: offerName(offerId),
          gain: money(gains[offerId] - (gains[nothing] ?? 0)),
        }),
      ];
    if (inputs.policy.id !== 'single-best' && inputs.policy.id !== 'chooser') return [];
    return [fillPlaces(words.reference, { offer: offerName(offerId), score: money(referenceScore) })];
  };

  return [
    fillPlaces(words.short[shortOf(record)], {
      offer: offerName(choice.action),
      probability: percent(choice.propensity),
    }),
    fillPlaces(words.period, { start: day(inputs.period.start), end: day(inputs.period.end) }),
    factsSentence(facts, words, money),
    fillPlaces(words.considered, { offers: inputs.offersConsidered, candidates: candidates.length }),
    ...candidates.flatMap(({ offer, rows }) =>
      rows.map(({ rowNumber, description }) =>
        fillPlaces(words.admitted, {
          offer: offer.name[language],
          row: rowNumber,
          description: ruleTextIn(description, language),
        }),
      ),
    ),
    ...leftOut(record, words, offerName),
    fillPlaces(words.budget, {
      budget: budgetName(budget.id),
      limit: money(budget.limitCents),
      left: money(budget.limitCents - budget.reservedCents - budget.spentCents),
      reserved: money(budget.reservedCents),
      spent: money(budget.spentCents),
    }),
    fillPlaces(words.prices, { lambda: number(inputs.prices.lambda), mu: number(inputs.prices.mu) }),
    ...choice.actions
      .filter(({ masks }) => masks.length === 0)
      .map((action) =>
        fillPlaces(action.offerId === nothing ? words.nothingScore : words.score, {
          offer: offerName(action.offerId),
          probability: percent(action.probability),
          score: money(action.score),
          margin: fillPlaces(words.margin[action.deltaCents < 0 ? 'lost' : 'added'], {
            amount: money(Math.abs(action.deltaCents)),
          }),
          revenue: fillPlaces(words.revenue[action.srLossCents > 0 ? 'lost' : 'added'], {
            amount: money(Math.abs(action.srLossCents)),
          }),
          cost: money(action.costCents),
        }),
      ),
    ...chosenBy(),
    assignment.experimentId === null
      ? words.noArm
      : fillPlaces(words.arm, {
          experiment: names.experiments[assignment.experimentId]?.[language] ?? assignment.experimentId,
          arm: assignment.arm ?? '',
        }),
    fillPlaces(words.slices[choice.slice], {
      uniform: percent(inputs.shares.uniform),
      floor: percent(inputs.shares.floor),
      explore: percent(inputs.shares.explore ?? 0),
      learnedBy: inputs.learned?.arm ?? '',
      learnedVersion: inputs.learned?.version ?? 0,
      policy: inputs.policy.id,
    }),
    fillPlaces(words.drawn, {
      action: offerName(choice.action),
      propensity: percent(choice.propensity),
      seed: inputs.seed,
    }),
    fillPlaces(
      words.reservations[reservation.state],
      reservation.state === 'none'
        ? {}
        : { budget: budgetName(reservation.budgetId), amount: money(reservation.amountCents) },
    ),
    fillPlaces(words.versions, {
      rules: inputs.rules.id,
      rulesVersion: inputs.rules.version,
      policyVersion: inputs.policy.version,
      priors: inputs.policy.priors,
      notices: inputs.noticeTable,
    }),
  ];
}

function shortOf({ choice, reservation }: MoneyDecisionRecord): keyof ExplainMessages['short'] {
  if (choice.slice === 'holdout') return 'holdout';
  if (reservation.state === 'refused') return 'refused';
  if (choice.action !== nothing) return 'given';
  const open = choice.actions.filter(({ masks }) => masks.length === 0);
  return open.length === 1 ? 'alone' : 'nothing';
}

function factsSentence(
  facts: AccountFacts,
  words: ExplainMessages,
  money: (cents: number) => string,
): string {
  const risk = fillPlaces(words.risk, { risk: percent(facts.churnRisk), model: facts.churnModel });
  if (facts.daysSinceLastOrder === null) return `${words.noOrders} ${risk}`;
  return [
    fillPlaces(words.facts, {
      orders: facts.orderCount,
      clv: money(facts.clvCents),
      sr: money(facts.srCents),
      since: Math.floor(facts.daysSinceLastOrder),
      margin: percent(facts.marginRate),
    }),
    ...(facts.usualGapDays === null ? [] : [fillPlaces(words.gap, { gap: Math.round(facts.usualGapDays) })]),
    fillPlaces(words.discounts, {
      discounts: percent(facts.discountShare),
      returned: percent(facts.returnedShare),
    }),
    risk,
    ...(facts.residual
      ? [
          fillPlaces(words.residual, {
            residual: money(facts.residual.cents),
            alive: percent(facts.residual.aliveProbability),
            model: facts.residual.model,
          }),
        ]
      : []),
  ].join(' ');
}

function leftOut(
  { choice }: MoneyDecisionRecord,
  words: ExplainMessages,
  offerName: (id: string) => string,
): string[] {
  const masked = choice.actions.filter(({ masks }) => masks.length > 0);
  if (masked.length === 0) return [words.allAdmitted];
  // Offers that were left out for the same reasons share a line.
  const together = new Map<string, string[]>();
  for (const { offerId, masks } of masked) {
    const reasons = masks.map((mask) => words.masks[mask]).join(words.and);
    together.set(reasons, [...(together.get(reasons) ?? []), offerName(offerId)]);
  }
  return [...together].map(([reasons, offers]) =>
    fillPlaces(words.leftOut, { offers: offers.join(words.comma), reasons }),
  );
}

/** One decimal below 10%, so that a floor does not read as 0%. */
function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)}%`;
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

import { BadInputError } from '../../core/errors.ts';
import type { AccountFacts } from '../facts.ts';
import { clustersOf } from '../numerics/cluster-bootstrap.ts';
import { nothing } from '../offers/offer.ts';
import type { PolicyFeature } from '../policy/portable-policy.ts';
import { protectedFeature } from '../protected-feature.ts';
import { ruleFields, ruleInputOf } from '../rules/rule-fields.ts';
import { checkTrial } from './check-trial.ts';
import type { TrialRows } from './trial-rows.ts';

/** A money decision outside the holdout whose period is over, with what came of it. */
export interface MaturedDraw {
  readonly shopperId: string;
  readonly facts: AccountFacts;
  /** What was open to them, 'nothing' among it. */
  readonly open: readonly string[];
  /** What was drawn, given or not, and with which probability. */
  readonly drawn: string;
  readonly propensity: number;
  /** Margin from the draw to the end of its period, what the offer cost taken off; minor units. */
  readonly marginCents: number;
}

export interface DrawsTrial {
  readonly rows: TrialRows;
  /** 'nothing' first, then offers by their ids. */
  readonly actions: readonly string[];
  readonly features: readonly PolicyFeature[];
  /** Offers and facts that nothing can be learnt of, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
}

/** Why pages say that a log teaches no policy. */
export type LogRefusal = 'few_shoppers' | 'few_draws' | 'cannot_teach';

const fewestShoppers = 100;
/** As many rows of an action as a trial in a file must have. */
const fewestDraws = 50;
/** Widest choice that is learnt: the offers that were drawn most. */
const mostOffers = 20;

/**
 * A shop's own draws as a randomised trial: each row was drawn with the probability that was logged, among what was open
 * to it. Features are the facts that rules read, by their names, so that what is learnt can be served from any record.
 * Offers that were hardly ever drawn stay in the log and are not to be chosen.
 * @throws BadInputError that says why nothing honest can be learnt; its details hold the `LogRefusal`.
 */
export function trialFromDraws(draws: readonly MaturedDraw[]): DrawsTrial {
  const clusters = clustersOf(
    draws.map(({ shopperId }) => shopperId),
    draws.length,
  );
  if (clusters.count < fewestShoppers)
    throw refusal(
      'few_shoppers',
      `${clusters.count} shoppers have a decision that is over, outside the holdout, with an offer open to them; at least ${fewestShoppers} are needed`,
    );
  const { actions, scarce } = actionsOf(draws);
  const { features, columns, leftOut } = featuresOf(draws);
  if (features.length === 0)
    throw refusal('cannot_teach', 'all shoppers are alike in every fact: there is nothing to choose by');
  const places = new Map(actions.map((action, i) => [action, i]));
  const rows: TrialRows = {
    columns,
    action: Uint8Array.from(draws, ({ drawn }) => places.get(drawn) ?? actions.length),
    actionCount: actions.length,
    open: actions.map((action) => Uint8Array.from(draws, ({ open }) => Number(open.includes(action)))),
    outcome: Float64Array.from(draws, ({ marginCents }) => marginCents),
    cost: actions.map(() => 0),
    propensity: Float64Array.from(draws, ({ propensity }) => propensity),
    clusters,
  };
  const names = features.map(({ column }) => `"${column}"`);
  try {
    checkTrial(rows, { actions, features: names, outcome: 'margin', uniform: false });
  } catch (cause) {
    throw refusal('cannot_teach', (cause as Error).message, cause);
  }
  return { rows, actions, features, leftOut: [...scarce, ...leftOut] };
}

function actionsOf(draws: readonly MaturedDraw[]) {
  const counts = new Map<string, number>([[nothing, 0]]);
  for (const { drawn } of draws) counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  const undone = counts.get(nothing)!;
  if (undone < fewestDraws)
    throw refusal(
      'few_draws',
      `only ${undone} decisions drew nothing where an offer was open; at least ${fewestDraws} are needed to tell what offers add`,
    );
  counts.delete(nothing);
  const offers = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const kept = offers.filter(([, count], i) => count >= fewestDraws && i < mostOffers);
  if (kept.length === 0)
    throw refusal(
      'few_draws',
      `no offer was drawn ${fewestDraws} times in decisions that are over (${offers[0] ? `"${offers[0][0]}", the one drawn most, ${offers[0][1]} times` : 'none was drawn at all'}); more draws by chance, or more time, would be right`,
    );
  return {
    actions: [nothing, ...kept.map(([offer]) => offer).sort()],
    scarce: offers
      .filter(([offer]) => !kept.some(([own]) => own === offer))
      .map(([offer, count]) => ({ column: offer, reason: `drawn ${count} times` })),
  };
}

function featuresOf(draws: readonly MaturedDraw[]) {
  const inputs = draws.map(({ facts }) => ruleInputOf(facts));
  const features: PolicyFeature[] = [];
  const columns: Float64Array[] = [];
  const leftOut: { column: string; reason: string }[] = [];
  for (const { name } of ruleFields) {
    const column = Float64Array.from(inputs, (input) => input[name]!);
    const guarded = protectedFeature(name);
    if (guarded)
      leftOut.push({
        column: name,
        reason: `${guarded.proxy ? 'stands for' : 'is'} a protected attribute (${guarded.attribute})`,
      });
    else if (column.every((value) => value === column[0]))
      leftOut.push({ column: name, reason: 'always the same' });
    else {
      features.push({ column: name });
      columns.push(column);
    }
  }
  return { features, columns, leftOut };
}

function refusal(reason: LogRefusal, message: string, cause?: unknown): BadInputError {
  return new BadInputError(message, { details: { reason }, cause });
}

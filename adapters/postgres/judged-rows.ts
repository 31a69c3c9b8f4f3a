import { createHash } from 'node:crypto';
import { offerFeatures, shopperFeatures } from '../../retention/exploration/response-features.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import type { MaturedDraw } from '../../retention/uplift/trial-from-draws.ts';
import type { Database } from './database.ts';
import { type DecidedPeriod, isMatured, shopperPeriods } from './shopper-periods.ts';

const historyDays = 400;
/** Of shoppers, for models that must not have seen who they tell of. */
export const judgedFolds = 5;
const batch = 500;

/** What is kept of a decision: its whole record would fill the memory. */
export interface JudgedRow {
  readonly period: DecidedPeriod;
  readonly fold: number;
  /** Of each eligible action, the shopper's features before the offer's. */
  readonly features: readonly (readonly number[])[];
  readonly actions: readonly { offerId: string; score: number; referenceScore: number; priced: number }[];
  readonly drawn: number;
  readonly propensity: number;
  readonly floor: number;
  readonly averages: MoneyDecisionRecord['inputs']['averages'];
}

/** The shop's own randomised draws whose periods are over, the time for returns included, where there was a choice. */
export async function judgedRows(database: Database, shopId: string, now: Date): Promise<JudgedRow[]> {
  const from = new Date(now.getTime() - historyDays * 86_400_000);
  const periods = (await shopperPeriods(database, { shopId, from, now })).filter((period) =>
    isMatured(period, now),
  );
  const rows: JudgedRow[] = [];
  for (let at = 0; at < periods.length; at += batch)
    rows.push(...(await rowsOf(database, shopId, periods.slice(at, at + batch))));
  return rows;
}

/** The same as a row to learn a policy from. */
export function drawOf({ period, actions, drawn, propensity }: JudgedRow): MaturedDraw {
  return {
    shopperId: period.shopperId,
    facts: period.facts,
    open: actions.map(({ offerId }) => offerId),
    drawn: actions[drawn]!.offerId,
    propensity,
    marginCents: period.marginCents,
  };
}

async function rowsOf(
  database: Database,
  shopId: string,
  periods: readonly DecidedPeriod[],
): Promise<JudgedRow[]> {
  const { rows } = await database.query<{ id: string; record: MoneyDecisionRecord }>(
    'select id, record from decisions where shop_id = $1 and id = any($2)',
    [shopId, periods.map(({ decisionId }) => decisionId)],
  );
  const records = new Map(rows.map(({ id, record }) => [id, record]));
  return periods.flatMap((period) => {
    const { inputs, choice } = records.get(period.decisionId)!;
    const eligible = choice.actions.filter(({ masks }) => masks.length === 0);
    // Where nothing but 'nothing' was open there is nothing to compare.
    if (eligible.length < 2) return [];
    const { facts, averages, prices, candidates: offers } = inputs;
    const shopper = shopperFeatures(facts, averages);
    return {
      period,
      // By shopper, so that no row is predicted from another one of theirs.
      fold: createHash('sha256').update(period.shopperId).digest()[0]! % judgedFolds,
      features: eligible.map((action) => [
        ...shopper,
        ...offerFeatures(
          facts,
          averages,
          offers.find(({ offer }) => offer.id === action.offerId)?.offer ?? null,
          action,
        ),
      ]),
      actions: eligible.map(({ offerId, score, referenceScore, srLossCents, costCents }) => ({
        offerId,
        score,
        referenceScore,
        priced: prices.lambda * srLossCents + prices.mu * costCents,
      })),
      drawn: eligible.findIndex(({ offerId }) => offerId === choice.action),
      propensity: choice.propensity,
      floor: inputs.shares.floor,
      averages,
    };
  });
}

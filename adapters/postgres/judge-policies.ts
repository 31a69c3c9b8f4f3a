import { createHash } from 'node:crypto';
import type { PolicyVerdict } from '../../core/contracts/console-policy.ts';
import { newId } from '../../core/ids.ts';
import { dot } from '../../retention/exploration/gaussian.ts';
import {
  addObservations,
  emptySums,
  type LinearSums,
  linearPosterior,
} from '../../retention/exploration/linear-posterior.ts';
import { offerFeatures, shopperFeatures } from '../../retention/exploration/response-features.ts';
import { linearPrior } from '../../retention/exploration/response-prior.ts';
import type { MoneyDecisionRecord } from '../../retention/money/money-decision-record.ts';
import { levelOfLook, type PairedRow, pairedVerdict } from '../../retention/policy/paired-verdict.ts';
import { policies } from '../../retention/policy/policies.ts';
import type { PolicyId } from '../../retention/policy/policy.ts';
import { withFloor } from '../../retention/policy/with-floor.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { asPolicyId } from './money-context.ts';
import { type DecidedPeriod, isMatured, shopperPeriods } from './shopper-periods.ts';

const standing = 'single-best';
const candidates = ['value-weighted', 'learned'] as const satisfies readonly PolicyId[];
const historyDays = 400;
const folds = 5;
const batch = 500;

/** What is kept of a decision: its whole record would fill the memory. */
interface JudgedRow {
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

/**
 * Looks whether a policy is better than one best action for everybody, on the shop's own randomised draws that are over;
 * lets the best that clears the bound serve outside experiments, and takes one back that is shown to be worse.
 * @returns null: the shop has no decision that is over.
 */
export async function judgePolicies(
  database: Database,
  shopId: string,
  now: Date,
): Promise<PolicyVerdict | null> {
  const from = new Date(now.getTime() - historyDays * 86_400_000);
  const periods = (await shopperPeriods(database, { shopId, from, now })).filter((period) =>
    isMatured(period, now),
  );
  const rows: JudgedRow[] = [];
  for (let at = 0; at < periods.length; at += batch)
    rows.push(...(await judgedRows(database, shopId, periods.slice(at, at + batch))));
  if (rows.length === 0) return null;

  const means = foldMeans(rows);
  return database.transaction(async (tx) => {
    const client = clientOf(tx);
    await client.query('insert into money_settings (shop_id) values ($1) on conflict do nothing', [shopId]);
    const settings = await client.query<{ default_policy: string }>(
      'select default_policy from money_settings where shop_id = $1 for no key update',
      [shopId],
    );
    const before = asPolicyId(settings.rows[0]!.default_policy) ?? standing;
    const look = await nextLook(client, shopId, before);
    const level = levelOfLook(look);
    const estimates = candidates.map((policy) => ({
      policy,
      // Both may be let through: each has half of the level.
      ...pairedVerdict(pairedRows(rows, policy, means), level / candidates.length),
    }));
    const sound = estimates.filter(({ refused }) => refused === null);
    const best = sound.filter(({ cleared }) => cleared > 0).sort((a, b) => b.difference - a.difference)[0];
    const own = sound.find(({ policy }) => policy === before);
    const after = best ? best.policy : own && own.upper < 0 ? standing : before;
    const verdict: PolicyVerdict = {
      at: now.toISOString(),
      look,
      level,
      before,
      after,
      candidates: estimates.map((estimate) => ({
        policy: estimate.policy,
        differenceCents: estimate.difference,
        lowerCents: estimate.lower,
        upperCents: estimate.upper,
        clearedCents: estimate.cleared,
        effectiveSampleSize: estimate.effectiveSampleSize,
        meanWeight: estimate.meanWeight,
        refused: estimate.refused,
      })),
      rows: rows.length,
      shoppers: estimates[0]!.shoppers,
    };
    await client.query('insert into policy_verdicts (shop_id, id, at, result) values ($1, $2, $3, $4)', [
      shopId,
      newId(),
      now,
      JSON.stringify(verdict),
    ]);
    if (after !== before) {
      await client.query(
        'update money_settings set default_policy = $2, updated_at = now() where shop_id = $1',
        [shopId, after],
      );
      const shown = estimates.find(({ policy }) => policy === (after === standing ? before : after))!;
      await appendAudit(tx, {
        shopId,
        actor: 'system',
        action: 'policy.changed',
        subject: 'money:policy',
        before: { policy: before },
        after: {
          policy: after,
          differenceCents: shown.difference,
          lowerCents: shown.lower,
          upperCents: shown.upper,
        },
      });
    }
    return verdict;
  });
}

async function judgedRows(
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
      fold: createHash('sha256').update(period.shopperId).digest()[0]! % folds,
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

/** For each fold the coefficients learned from the shoppers of all others. */
function foldMeans(rows: readonly JudgedRow[]): (readonly number[])[] {
  const own: LinearSums[] = Array.from({ length: folds }, (_, fold) =>
    addObservations(
      emptySums(linearPrior.mean.length),
      rows
        .filter((row) => row.fold !== fold)
        .map(({ features, drawn, period, averages }) => ({
          features: features[drawn]!,
          reward: period.marginCents / Math.max(1, averages.meanOrderCents),
          weight: 1,
        })),
    ),
  );
  return own.map((sums) => linearPosterior(sums, linearPrior).mean);
}

function pairedRows(
  rows: readonly JudgedRow[],
  candidate: PolicyId,
  means: readonly (readonly number[])[],
): PairedRow[] {
  return rows.map((row) => {
    const { averages, floor, period } = row;
    const scale = Math.max(1, averages.meanOrderCents);
    const expected = row.features.map((features) => scale * dot(features, means[row.fold]!));
    // 'nothing' stands first among the eligible: what is learned is told against it.
    const actions = row.actions.map((action, i) => ({
      ...action,
      learnedScore: expected[i]! - expected[0]! - action.priced,
    }));
    const probabilities = (policy: PolicyId) =>
      withFloor(policies[policy].probabilities(actions, averages), floor);
    return {
      shopper: period.shopperId,
      reward: period.marginCents,
      drawn: row.drawn,
      propensity: row.propensity,
      candidate: probabilities(candidate),
      standing: probabilities(standing),
      expected,
    };
  });
}

/** Looks since the policy last changed, this one counted. */
async function nextLook(queryable: Queryable, shopId: string, serving: string): Promise<number> {
  const { rows } = await queryable.query<{ result: PolicyVerdict }>(
    'select result from policy_verdicts where shop_id = $1 order by at desc limit 1',
    [shopId],
  );
  const last = rows[0]?.result;
  return last && last.before === last.after && last.after === serving ? last.look + 1 : 1;
}

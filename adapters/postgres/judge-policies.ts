import type { PolicyVerdict } from '../../core/contracts/console-policy.ts';
import { newId } from '../../core/ids.ts';
import { dot } from '../../retention/exploration/gaussian.ts';
import {
  addObservations,
  emptySums,
  type LinearSums,
  linearPosterior,
} from '../../retention/exploration/linear-posterior.ts';
import { linearPrior } from '../../retention/exploration/response-prior.ts';
import { levelOfLook, type PairedRow, pairedVerdict } from '../../retention/policy/paired-verdict.ts';
import { policies } from '../../retention/policy/policies.ts';
import type { PolicyId } from '../../retention/policy/policy.ts';
import { withFloor } from '../../retention/policy/with-floor.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { type JudgedRow, judgedFolds, judgedRows } from './judged-rows.ts';
import { asPolicyId } from './money-context.ts';

const standing = 'single-best';
const candidates = ['value-weighted', 'learned'] as const satisfies readonly PolicyId[];

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
  const rows = await judgedRows(database, shopId, now);
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

/** For each fold the coefficients learned from the shoppers of all others. */
function foldMeans(rows: readonly JudgedRow[]): (readonly number[])[] {
  const own: LinearSums[] = Array.from({ length: judgedFolds }, (_, fold) =>
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

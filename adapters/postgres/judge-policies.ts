import type { PolicyVerdict } from '../../core/contracts/console-policy.ts';
import { BadInputError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { dot } from '../../retention/exploration/gaussian.ts';
import {
  addObservations,
  emptySums,
  type LinearSums,
  linearPosterior,
} from '../../retention/exploration/linear-posterior.ts';
import { linearPrior } from '../../retention/exploration/response-prior.ts';
import { chooserGains } from '../../retention/policy/chooser-gains.ts';
import { levelOfLook, type PairedRow, pairedVerdict } from '../../retention/policy/paired-verdict.ts';
import { policies } from '../../retention/policy/policies.ts';
import type { PolicyId } from '../../retention/policy/policy.ts';
import { withFloor } from '../../retention/policy/with-floor.ts';
import { type CrossFittedChooser, crossFitChoosers } from '../../retention/uplift/cross-fit-choosers.ts';
import type { LogRefusal } from '../../retention/uplift/trial-from-draws.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { drawOf, type JudgedRow, judgedFolds, judgedRows } from './judged-rows.ts';
import { saveChooser } from './learnt-choosers.ts';
import { asPolicyId } from './money-context.ts';

const standing = 'single-best';
const candidates = ['value-weighted', 'learned', 'chooser'] as const satisfies readonly PolicyId[];
/** The newest draws teach the chooser: about a minute of one core, which a server that stops would wait for. */
const mostTeaching = 100_000;

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
  const learnt = learntChooser(rows, shopId);
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
    const estimates = candidates.map((policy) => {
      const gainsOf = policy === 'chooser' && !('refused' in learnt) ? gainsBy(learnt) : null;
      // Any of them may be let through: each has its part of the level.
      const found = pairedVerdict(pairedRows(rows, policy, means, gainsOf), level / candidates.length);
      return policy === 'chooser' && 'refused' in learnt
        ? { policy, ...found, refused: learnt.refused }
        : { policy, ...found };
    });
    const sound = estimates.filter(({ refused }) => refused === null);
    const cleared = sound.some((found) => found.policy === 'chooser' && found.cleared > 0);
    const draws = Math.min(rows.length, mostTeaching);
    const version =
      'refused' in learnt ? null : await saveChooser(client, shopId, learnt, { draws, cleared, now });
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
        ...(estimate.policy === 'chooser' &&
          !('refused' in learnt) && { chooser: { version: version!, learner: learnt.learner } }),
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

/** The chooser, or why the draws teach none. */
function learntChooser(
  rows: readonly JudgedRow[],
  shopId: string,
): CrossFittedChooser | { readonly refused: LogRefusal } {
  const newest = rows.slice(-mostTeaching);
  try {
    return crossFitChoosers(
      newest.map(drawOf),
      newest.map(({ fold }) => fold),
      judgedFolds,
      `chooser|${shopId}`,
    );
  } catch (error) {
    if (error instanceof BadInputError && error.details)
      return { refused: (error.details as { reason: LogRefusal }).reason };
    throw error;
  }
}

/** What the chooser says that has not seen the row's shopper. */
function gainsBy({ withoutFold }: CrossFittedChooser): GainsOf {
  return ({ fold, period }) => chooserGains(withoutFold[fold]!, period.facts);
}

type GainsOf = (row: JudgedRow) => Readonly<Record<string, number>>;

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
  gainsOf: GainsOf | null,
): PairedRow[] {
  return rows.map((row) => {
    const { averages, floor, period } = row;
    const scale = Math.max(1, averages.meanOrderCents);
    const expected = row.features.map((features) => scale * dot(features, means[row.fold]!));
    // 'nothing' stands first among the eligible: what is learned is told against it.
    const gains = gainsOf?.(row);
    const actions = row.actions.map((action, i) => {
      const gain = gains?.[action.offerId];
      return {
        ...action,
        learnedScore: expected[i]! - expected[0]! - action.priced,
        ...(gain !== undefined && { chooserScore: gain - action.priced }),
      };
    });
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

import {
  type Circumstances,
  type OutreachCandidate,
  type ReasonAgainst,
  reasonAgainst,
} from '../../bot/outreach/reason-against.ts';
import { noSignals, type RiskAssessor } from '../../bot/ports/risk.ts';
import { NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { assignArm } from '../../retention/experiments/assign-arm.ts';
import { clientOf, type Database } from './database.ts';
import { holdoutOf } from './money-assignments.ts';
import { loadMoneyContext } from './money-context.ts';
import { countShoppers, outreachCandidates } from './outreach-candidates.ts';
import { valuesOfShoppers } from './value-of-shoppers.ts';

/** Key of outreach among a shopper's assignments. */
export const outreachExperiment = 'outreach';

export type OutreachArm = 'contact' | 'control';

export interface Chosen {
  readonly shopperId: string;
  readonly arm: OutreachArm;
  readonly risk: number;
  readonly clvCents: number;
}

export interface OutreachPlan {
  readonly chosen: readonly Chosen[];
  /** Everybody else of the shop, counted by the first thing that stands against it. */
  readonly against: Readonly<Partial<Record<ReasonAgainst, number>>>;
}

/** Thrown to roll back what a dry run has tried. */
class Tried extends Error {
  readonly outcome: Chosen | ReasonAgainst;
  constructor(outcome: Chosen | ReasonAgainst) {
    super('a dry run is rolled back');
    this.outcome = outcome;
  }
}

/**
 * Chooses whom to write to: each in a transaction of its own, under the shopper's lock, with the arm and the row of both
 * arms written before anything is sent. Two runs at once choose nobody twice.
 * @param request dryRun: the same, and each choice rolled back.
 */
export async function planOutreach(
  parts: { database: Database; risk: RiskAssessor },
  request: Circumstances & { shopId: string; dryRun?: boolean },
): Promise<OutreachPlan> {
  const { database } = parts;
  const { shopId, now, settings } = request;
  const candidates = await outreachCandidates(database, { shopId, now });
  const against = new Map<ReasonAgainst, number>();
  const count = (reason: ReasonAgainst, by = 1) => against.set(reason, (against.get(reason) ?? 0) + by);
  count('no_consent', (await countShoppers(database, shopId)) - candidates.length);
  const left = candidates.filter((candidate) => {
    const reason = reasonAgainst(candidate, request);
    if (reason) count(reason);
    return reason === null;
  });
  const values = await valuesOfShoppers(database, {
    shopId,
    asOf: now,
    shopperIds: left.map(({ shopperId }) => shopperId),
  });
  const chosen: Chosen[] = [];
  for (const candidate of left) {
    const clvCents = values.get(candidate.shopperId)?.clvCents ?? 0;
    if (clvCents < settings.clvAtLeastCents) count('below_value');
    else if (chosen.length >= settings.perRun) count('enough_for_one_run');
    else {
      const outcome = await chooseAlone(parts, request, candidate, clvCents);
      if (typeof outcome === 'string') count(outcome);
      else chosen.push(outcome);
    }
  }
  return { chosen, against: Object.fromEntries([...against].filter(([, shoppers]) => shoppers > 0)) };
}

async function chooseAlone(
  { database, risk }: { database: Database; risk: RiskAssessor },
  request: Circumstances & { shopId: string; dryRun?: boolean },
  candidate: OutreachCandidate,
  clvCents: number,
): Promise<Chosen | ReasonAgainst> {
  try {
    return await database.transaction(async (tx) => {
      const { behaviouralRisk } = await risk.assess(tx, {
        shopId: request.shopId,
        shopperId: candidate.shopperId,
        now: request.now,
        signals: noSignals,
      });
      const outcome =
        behaviouralRisk === null || behaviouralRisk < request.settings.riskAtLeast
          ? 'below_risk'
          : await choose(tx, request, { ...candidate, clvCents, risk: behaviouralRisk });
      if (request.dryRun) throw new Tried(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof Tried) return error.outcome;
    throw error;
  }
}

async function choose(
  tx: Transaction,
  request: Circumstances & { shopId: string },
  { shopperId, risk, clvCents }: { shopperId: string; risk: number; clvCents: number },
): Promise<Chosen | ReasonAgainst> {
  const { shopId, now, settings } = request;
  const client = clientOf(tx);
  await client.query('select 1 from shoppers where shop_id = $1 and id = $2 for no key update', [
    shopId,
    shopperId,
  ]);
  // What was read before may have changed while this waited: a withdrawal, an erasure, another run.
  const [current] = await outreachCandidates(client, { shopId, now, shopperId });
  if (!current) throw new NotFoundError(`shop ${shopId} has no shopper ${shopperId}`);
  const reason = reasonAgainst(current, request);
  if (reason) return reason;
  const { heldOut } = await holdoutOf(tx, await loadMoneyContext(tx, shopId, shopperId), now);
  if (heldOut) return 'holdout';
  const arm = await armOf(tx, { shopId, shopperId, contactShare: settings.contactShare, now });
  const { rowCount } = await client.query(
    `insert into outreach (shop_id, id, shopper_id, period_start, arm, state, risk, clv_cents, planned_at, contact_share)
     values ($1, $2, $3, ($7::timestamptz at time zone 'UTC')::date, $4,
       case when $4 = 'contact' then 'planned' else 'control' end, $5, $6, $7, $8)
     on conflict do nothing`,
    [shopId, newId(), shopperId, arm, risk, clvCents, now, settings.contactShare],
  );
  return rowCount === 1 ? { shopperId, arm, risk, clvCents } : 'cap';
}

/** The shopper's arm for good, assigned now if it was not before. */
async function armOf(
  tx: Transaction,
  request: { shopId: string; shopperId: string; contactShare: number; now: Date },
): Promise<OutreachArm> {
  const { shopId, shopperId, contactShare } = request;
  const drawn = assignArm(
    {
      key: `${shopId}|${outreachExperiment}`,
      coverage: 1,
      arms: [
        { key: 'contact', weight: contactShare },
        { key: 'control', weight: 1 - contactShare },
      ],
    },
    shopperId,
  );
  const { rows } = await clientOf(tx).query<{ arm: OutreachArm }>(
    `insert into assignments as a (shop_id, experiment_id, shopper_id, arm, assigned_at)
     values ($1, $2, $3, $4, $5)
     on conflict (shop_id, experiment_id, shopper_id) do update set arm = a.arm
     returning arm`,
    [shopId, outreachExperiment, shopperId, drawn?.key ?? 'control', request.now],
  );
  return rows[0]!.arm;
}

import { randomInt } from 'node:crypto';
import type {
  ChangeResult,
  DraftConflict,
  RuleTable,
  RuleVersionView,
} from '../../core/contracts/console-money.ts';
import { BadInputError, ConflictError, NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { eligibilityRules } from '../../retention/rules/default-rules.ts';
import type { JdmDocument } from '../../retention/rules/jdm.ts';
import { lintRules } from '../../retention/rules/lint-rules.ts';
import { tryCases } from '../../retention/rules/rule-cases.ts';
import type { RuleEngine } from '../../retention/rules/rule-engine.ts';
import { jdmOf, offerIdsOf, tableOf } from '../../retention/rules/rule-table.ts';
import { widenings } from '../../retention/rules/widenings.ts';
import { askApproval, type OpenApproval, voidApprovals } from './approvals.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Queryable } from './database.ts';
import { ruleCases } from './rule-cases.ts';

export interface StoredDraft {
  readonly version: number;
  readonly basedOn: number | null;
  readonly revision: number;
  readonly editedBy: string | null;
  readonly editedAt: Date;
  readonly jdm: JdmDocument;
}

export interface StoredRules {
  readonly live: { readonly version: number; readonly jdm: JdmDocument } | null;
  readonly draft: StoredDraft | null;
}

const subject = `rules:${eligibilityRules}`;

/** A draft refused because somebody else wrote it first: what is theirs goes with it, so that nothing is overwritten. */
export class DraftConflictError extends ConflictError {
  constructor(message: string, theirs: DraftConflict | null) {
    super(message, { details: { theirs } });
  }
}

/** What is live and what is being written. */
export async function storedRules(queryable: Queryable, shopId: string): Promise<StoredRules> {
  const { rows } = await queryable.query<{
    version: number;
    state: 'draft' | 'live';
    jdm: JdmDocument;
    based_on: number | null;
    revision: number;
    edited_by: string | null;
    edited_at: Date;
  }>(
    `select r.version, r.state, r.jdm, r.based_on, r.revision, u.name as edited_by, r.edited_at
     from rules r left join users u on u.id = r.edited_by
     where r.shop_id = $1 and r.id = $2 and r.state in ('draft', 'live')`,
    [shopId, eligibilityRules],
  );
  const live = rows.find(({ state }) => state === 'live');
  const draft = rows.find(({ state }) => state === 'draft');
  return {
    live: live ? { version: live.version, jdm: live.jdm } : null,
    draft: draft
      ? {
          version: draft.version,
          basedOn: draft.based_on,
          revision: draft.revision,
          editedBy: draft.edited_by,
          editedAt: draft.edited_at,
          jdm: draft.jdm,
        }
      : null,
  };
}

/** All versions, newest first. */
export async function ruleVersions(queryable: Queryable, shopId: string): Promise<RuleVersionView[]> {
  const { rows } = await queryable.query<{
    version: number;
    state: RuleVersionView['state'];
    at: Date;
    by: string | null;
  }>(
    `select r.version, r.state, coalesce(r.published_at, r.edited_at) as at, u.name as by
     from rules r left join users u on u.id = coalesce(r.published_by, r.edited_by)
     where r.shop_id = $1 and r.id = $2 order by r.version desc limit 200`,
    [shopId, eligibilityRules],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** @throws NotFoundError. */
export async function rulesOfVersion(
  queryable: Queryable,
  shopId: string,
  version: number,
): Promise<JdmDocument> {
  const { rows } = await queryable.query<{ jdm: JdmDocument }>(
    'select jdm from rules where shop_id = $1 and id = $2 and version = $3',
    [shopId, eligibilityRules, version],
  );
  if (!rows[0]) throw new NotFoundError(`there is no version ${version} of the rules`);
  return rows[0].jdm;
}

/**
 * Begins a draft from a version: the live one to edit it, an older one to go back to it.
 * @throws NotFoundError; DraftConflictError when there is a draft already.
 */
export async function beginDraft(
  tx: Transaction,
  { shopId, from, by }: { shopId: string; from: number; by: string },
  engine: RuleEngine,
): Promise<void> {
  const client = clientOf(tx);
  await lockRules(tx, shopId);
  const { live, draft } = await storedRules(client, shopId);
  if (draft)
    throw new DraftConflictError(
      'there is a draft already; publish or discard it first',
      theirsOf(draft, engine),
    );
  const jdm = await rulesOfVersion(client, shopId, from);
  // A discarded draft leaves its number to the next one: whoever still has the old one open must not fit by chance.
  await client.query(
    `insert into rules (shop_id, id, version, state, jdm, based_on, revision, created_by, edited_by)
     select $1, $2, max(version) + 1, 'draft', $3, $4, $5, $6, $6 from rules where shop_id = $1 and id = $2`,
    [shopId, eligibilityRules, JSON.stringify(jdm), live?.version ?? null, randomInt(1, 1_000_000_000), by],
  );
}

/**
 * Writes the draft whole. A broken cell may be saved, it is being written after all; it cannot be published.
 * @param revision as the page saw it. @returns the new one.
 * @throws DraftConflictError with what somebody else wrote meanwhile.
 */
export async function saveDraft(
  tx: Transaction,
  { shopId, revision, table, by }: { shopId: string; revision: number; table: RuleTable; by: string },
  engine: RuleEngine,
): Promise<number> {
  await lockRules(tx, shopId);
  const draft = await draftAt(tx, shopId, revision, engine);
  await clientOf(tx).query(
    `update rules set jdm = $3, revision = revision + 1, edited_by = $4, edited_at = now()
     where shop_id = $1 and id = $2 and state = 'draft'`,
    [shopId, eligibilityRules, JSON.stringify(jdmOf(table)), by],
  );
  // What was asked for was another table than this.
  await voidApprovals(tx, shopId, subject);
  return draft.revision + 1;
}

/** @throws DraftConflictError when somebody else wrote it meanwhile. */
export async function discardDraft(
  tx: Transaction,
  { shopId, revision, by }: { shopId: string; revision: number; by: string },
  engine: RuleEngine,
): Promise<void> {
  await lockRules(tx, shopId);
  const draft = await draftAt(tx, shopId, revision, engine);
  await clientOf(tx).query(`delete from rules where shop_id = $1 and id = $2 and state = 'draft'`, [
    shopId,
    eligibilityRules,
  ]);
  await voidApprovals(tx, shopId, subject);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'rules.discarded',
    subject,
    before: { version: draft.version, table: tableOf(draft.jdm, engine) },
    after: null,
  });
}

/**
 * Makes the draft live, or asks a second person where it may give more than what is live.
 * @throws DraftConflictError; BadInputError naming every cell and sample case that does not hold; ConflictError when
 * the live table is another one than the draft began from.
 */
export async function publishDraft(
  tx: Transaction,
  request: { shopId: string; revision: number; reason: string; by: string },
  engine: RuleEngine,
): Promise<ChangeResult> {
  const { shopId, by } = request;
  await lockRules(tx, shopId);
  const draft = await draftAt(tx, shopId, request.revision, engine);
  const { live } = await storedRules(clientOf(tx), shopId);
  await mustHold(tx, shopId, draft, live, engine);
  const wider = widenings(live?.jdm ?? null, draft.jdm, offerIdsOf(engine));
  if (wider.length === 0) {
    await goLive(tx, shopId, draft, live, engine, by);
    return { state: 'done' };
  }
  return {
    state: 'asked',
    approval: await askApproval(tx, {
      shopId,
      kind: 'rules.publish',
      subject,
      subjectVersion: draft.revision,
      before: { version: live?.version ?? null },
      after: { version: draft.version, widenings: wider },
      reason: request.reason,
      by,
    }),
  };
}

/** Carries out what was approved. @throws ConflictError when the draft or the live table was changed since. */
export async function publishApproved(
  tx: Transaction,
  approval: OpenApproval,
  by: string,
  engine: RuleEngine,
): Promise<void> {
  await lockRules(tx, approval.shopId);
  const { live, draft } = await storedRules(clientOf(tx), approval.shopId);
  if (!draft || draft.version !== approval.after.version || draft.revision !== approval.subjectVersion)
    throw new ConflictError('the draft was changed since this was asked for; ask again');
  await mustHold(tx, approval.shopId, draft, live, engine);
  await goLive(tx, approval.shopId, draft, live, engine, by);
}

async function mustHold(
  tx: Transaction,
  shopId: string,
  draft: StoredDraft,
  live: StoredRules['live'],
  engine: RuleEngine,
): Promise<void> {
  if (draft.basedOn !== (live?.version ?? null))
    throw new ConflictError(
      `version ${live?.version} went live after this draft was begun from ${draft.basedOn}; begin a new one`,
    );
  const client = clientOf(tx);
  const offers = await client.query<{ id: string }>('select id from offers where shop_id = $1 order by id', [
    shopId,
  ]);
  const errors = lintRules(
    draft.jdm,
    engine,
    offers.rows.map(({ id }) => id),
  ).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new BadInputError(
      `the rules were not published: ${errors.map(({ message }) => message).join('; ')}`,
    );
  const cases = await ruleCases(client, shopId);
  const results = await tryCases(draft.jdm, engine, cases);
  const failing = cases.filter((_, i) => !results[i]!.holds);
  if (failing.length > 0)
    throw new BadInputError(
      `the rules were not published: sample case ${failing.map(({ name }) => `"${name}"`).join(', ')} does not hold`,
    );
}

async function goLive(
  tx: Transaction,
  shopId: string,
  draft: StoredDraft,
  live: StoredRules['live'],
  engine: RuleEngine,
  by: string,
): Promise<void> {
  const client = clientOf(tx);
  engine.compile(draft.jdm);
  await client.query(`update rules set state = 'retired' where shop_id = $1 and id = $2 and state = 'live'`, [
    shopId,
    eligibilityRules,
  ]);
  await client.query(
    `update rules set state = 'live', published_by = $3, published_at = now()
     where shop_id = $1 and id = $2 and state = 'draft'`,
    [shopId, eligibilityRules, by],
  );
  await voidApprovals(tx, shopId, subject);
  await appendAudit(tx, {
    shopId,
    actor: `user:${by}`,
    action: 'rules.published',
    subject,
    before: live && { version: live.version, table: tableOf(live.jdm, engine) },
    after: { version: draft.version, table: tableOf(draft.jdm, engine) },
  });
}

/** Two marketers who write at once take turns by the shop's row. */
async function lockRules(tx: Transaction, shopId: string): Promise<void> {
  await clientOf(tx).query('select 1 from shops where id = $1 for no key update', [shopId]);
}

async function draftAt(
  tx: Transaction,
  shopId: string,
  revision: number,
  engine: RuleEngine,
): Promise<StoredDraft> {
  const { draft } = await storedRules(clientOf(tx), shopId);
  if (!draft) throw new DraftConflictError('the draft was published or discarded meanwhile', null);
  if (draft.revision !== revision)
    throw new DraftConflictError(
      `${draft.editedBy ?? 'somebody'} wrote this draft meanwhile; nothing of yours was saved, and nothing of theirs lost`,
      theirsOf(draft, engine),
    );
  return draft;
}

function theirsOf(draft: StoredDraft, engine: RuleEngine): DraftConflict {
  return { revision: draft.revision, editedBy: draft.editedBy, table: tableOf(draft.jdm, engine) };
}

import { noSignals, type RiskAssessor } from '../../bot/ports/risk.ts';
import type { ShopFacts } from '../../bot/ports/shop-data.ts';
import type { AlertChange, AlertPage, DeskAlert } from '../../core/contracts/desk-keeping.ts';
import { BadInputError, ConflictError, NotFoundError } from '../../core/errors.ts';
import { isId, newId } from '../../core/ids.ts';
import type { Transaction } from '../../core/transaction.ts';
import { appendAudit } from './audit-log.ts';
import { clientOf, type Database, type Queryable } from './database.ts';
import { agentsOf } from './desk-presence.ts';
import { leastLoaded } from './handoff-assignment.ts';
import { pageKey, readPageKey } from './page-key.ts';
import { valuesOfShoppers } from './value-of-shoppers.ts';

const pageSize = 50;

/** One quantile for the shops that have not said what is valuable: their top tenth of buyers. */
const valuableQuantile = 0.9;

/**
 * Looks at every valuable shopper's behavioural risk, and raises an alert for those who were below the shop's threshold
 * when they were last looked at and are above it now; a first look has no "newly" and raises none. At most one alert
 * for a shopper in a period; conversations in which the words alone say so count, too.
 * @returns alerts raised.
 */
export async function raiseAlerts(
  database: Database,
  risk: RiskAssessor,
  shop: ShopFacts,
  now: Date,
): Promise<number> {
  const shopId = shop.id;
  const { minimumClvCents, riskProbability } = shop.desk.alerts;
  const values = [...(await valuesOfShoppers(database, { shopId, asOf: now }))];
  const clvs = values.map(([, { clvCents }]) => clvCents).sort((a, b) => a - b);
  const least =
    minimumClvCents ?? clvs[Math.floor(clvs.length * valuableQuantile)] ?? Number.POSITIVE_INFINITY;
  let raised = 0;
  for (const [shopperId, { clvCents }] of values) {
    if (clvCents < least) continue;
    raised += await database.transaction(async (tx) => {
      const { behaviouralRisk, behaviouralReasons } = await risk.assess(tx, {
        shopId,
        shopperId,
        now,
        signals: noSignals,
      });
      if (behaviouralRisk === null) return 0;
      const before = await noteRisk(clientOf(tx), shopId, shopperId, behaviouralRisk, now);
      if (before === null || before >= riskProbability || behaviouralRisk < riskProbability) return 0;
      const found = {
        shopperId,
        conversationId: null,
        risk: behaviouralRisk,
        reasons: behaviouralReasons,
        clvCents,
      };
      return (await raise(tx, shop, found, now)) ? 1 : 0;
    });
  }
  for (const found of await atRiskByWords(database, shopId, least, riskProbability))
    raised += await database.transaction(async (tx) => ((await raise(tx, shop, found, now)) ? 1 : 0));
  return raised;
}

interface AtRisk {
  readonly shopperId: string;
  readonly conversationId: string | null;
  readonly risk: number;
  readonly reasons: DeskAlert['reasons'];
  readonly clvCents: number;
}

/** Keeps the risk; @returns the one of the last look, null at the first. */
async function noteRisk(
  db: Queryable,
  shopId: string,
  shopperId: string,
  risk: number,
  now: Date,
): Promise<number | null> {
  const { rows } = await db.query<{ before: number | null }>(
    `with before as (select risk from shopper_risks where shop_id = $1 and shopper_id = $2 for update)
     insert into shopper_risks (shop_id, shopper_id, risk, checked_at) values ($1, $2, $3, $4)
     on conflict (shop_id, shopper_id) do update set risk = excluded.risk, checked_at = excluded.checked_at
     returning (select risk from before) as before`,
    [shopId, shopperId, risk, now],
  );
  return rows[0]!.before;
}

/** Conversations of the last hours in which a verified, valuable shopper's fused risk went over the threshold. */
async function atRiskByWords(
  db: Queryable,
  shopId: string,
  leastClvCents: number,
  riskProbability: number,
): Promise<AtRisk[]> {
  if (!Number.isFinite(leastClvCents)) return [];
  const { rows } = await db.query<AtRisk & Record<string, unknown>>(
    `select c.shopper_id as "shopperId", c.id as "conversationId", c.fused_risk as risk, c.clv_cents as "clvCents",
       coalesce((select fused_reasons from assessments a
                 where a.shop_id = c.shop_id and a.conversation_id = c.id order by sequence desc limit 1), '[]') as reasons
     from conversations c
     where c.shop_id = $1 and c.last_activity_at > now() - interval '2 hours' and c.identity_verified
       and c.shopper_id is not null and c.fused_risk >= $2 and c.clv_cents >= $3
       and exists (
         select 1 from assessments a
         where a.shop_id = c.shop_id and a.conversation_id = c.id and a.fused_risk < $2)`,
    [shopId, riskProbability, leastClvCents],
  );
  return rows;
}

/** With the one who has least to do as its owner; nothing when this period has one already. */
async function raise(tx: Transaction, shop: ShopFacts, found: AtRisk, now: Date): Promise<boolean> {
  const db = clientOf(tx);
  const { alerts, agentTimeoutS } = shop.desk;
  const owner = (await leastLoaded(db, shop.id, agentTimeoutS)) ?? (await fewestAlerts(db, shop.id));
  const { rowCount } = await db.query(
    `insert into desk_alerts (shop_id, id, shopper_id, conversation_id, period_start, risk, reasons, clv_cents, owner_id,
       owner_name, created_at)
     select $1, $2, $3, coalesce($4, (
         select id from conversations where shop_id = $1 and shopper_id = $3 order by last_activity_at desc limit 1)),
       $5::timestamptz::date, $6, $7, $8, $9, $10, $5
     where not exists (
       select 1 from desk_alerts
       where shop_id = $1 and shopper_id = $3 and created_at > $5::timestamptz - make_interval(days => $11))
     on conflict do nothing`,
    [
      shop.id,
      newId(),
      found.shopperId,
      found.conversationId,
      now,
      found.risk,
      JSON.stringify(found.reasons),
      found.clvCents,
      owner?.id ?? null,
      owner?.name ?? null,
      alerts.periodDays,
    ],
  );
  return rowCount === 1;
}

async function fewestAlerts(db: Queryable, shopId: string): Promise<{ id: string; name: string } | null> {
  const { rows } = await db.query<{ id: string; name: string }>(
    `select u.id, u.name from users u
     where (u.shop_id = $1 or u.shop_id is null) and u.role = 'agent' and u.removed_at is null
     order by (select count(*) from desk_alerts a where a.shop_id = $1 and a.owner_id = u.id and a.state = 'open'), u.id
     limit 1`,
    [shopId],
  );
  return rows[0] ?? null;
}

interface AlertRow {
  id: string;
  shopper_id: string;
  shopper_name: string | null;
  conversation_id: string | null;
  risk: number;
  reasons: DeskAlert['reasons'];
  clv_cents: number;
  owner_id: string | null;
  owner_name: string | null;
  state: DeskAlert['state'];
  outcome: DeskAlert['outcome'];
  note: string | null;
  created_at: Date;
  closed_at: Date | null;
  key: string;
}

const alertColumns = `a.id, a.shopper_id, s.display_name as shopper_name, a.conversation_id, a.risk, a.reasons,
  a.clv_cents, a.owner_id, a.owner_name, a.state, a.outcome, a.note, a.created_at, a.closed_at, a.created_at::text as key`;
const alertSource = 'desk_alerts a join shoppers s on s.shop_id = a.shop_id and s.id = a.shopper_id';

/** Newest first. */
export async function alertPage(
  db: Queryable,
  request: { shopId: string; state?: DeskAlert['state']; after?: string },
): Promise<AlertPage> {
  const after = readPageKey(request.after, 2);
  const { rows } = await db.query<AlertRow>(
    `select ${alertColumns} from ${alertSource}
     where a.shop_id = $1 and ($2::text is null or a.state = $2)
       and ($3::text is null or (a.created_at, a.id) < ($3::timestamptz, $4::uuid))
     order by a.created_at desc, a.id desc limit $5`,
    [request.shopId, request.state ?? null, after?.[0] ?? null, after?.[1] ?? null, pageSize + 1],
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    alerts: page.map(alertOf),
    next: rows.length > pageSize && last ? pageKey([last.key, last.id]) : null,
  };
}

/** Another owner, or an outcome, which closes it. @throws NotFoundError, BadInputError, ConflictError when it is closed. */
export async function changeAlert(
  tx: Transaction,
  request: { shopId: string; id: string; byId: string; change: AlertChange; now: Date },
): Promise<DeskAlert> {
  const { shopId, id, byId, change, now } = request;
  const db = clientOf(tx);
  const read = async () => {
    const { rows } = isId(id)
      ? await db.query<AlertRow>(
          `select ${alertColumns} from ${alertSource} where a.shop_id = $1 and a.id = $2 for update of a`,
          [shopId, id],
        )
      : { rows: [] };
    if (!rows[0]) throw new NotFoundError(`there is no alert ${id}`);
    return alertOf(rows[0]);
  };
  const before = await read();
  if (before.state === 'closed') throw new ConflictError('this alert is closed already');
  const owner = change.ownerId
    ? (await agentsOf(db, shopId, 0)).find((agent) => agent.id === change.ownerId)
    : null;
  if (change.ownerId && !owner) throw new BadInputError('ownerId: no agent of this shop');
  await db.query(
    `update desk_alerts set
       owner_id = case when $3 then $4::uuid else owner_id end,
       owner_name = case when $3 then $5 else owner_name end,
       outcome = coalesce($6, outcome), note = coalesce($7, note),
       state = case when $6::text is null then state else 'closed' end,
       closed_at = case when $6::text is null then closed_at else $8::timestamptz end
     where shop_id = $1 and id = $2`,
    [
      shopId,
      id,
      change.ownerId !== undefined,
      owner?.id ?? null,
      owner?.name ?? null,
      change.outcome ?? null,
      change.note ?? null,
      now,
    ],
  );
  const after = await read();
  await appendAudit(tx, {
    shopId,
    actor: `user:${byId}`,
    action: 'alert.changed',
    subject: `alert:${id}`,
    before: { ownerId: before.owner?.id ?? null, outcome: before.outcome },
    after: { ownerId: after.owner?.id ?? null, outcome: after.outcome },
  });
  return after;
}

function alertOf(row: AlertRow): DeskAlert {
  return {
    id: row.id,
    shopper: { id: row.shopper_id, name: row.shopper_name },
    conversationId: row.conversation_id,
    risk: row.risk,
    reasons: row.reasons,
    clvCents: row.clv_cents,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    state: row.state,
    outcome: row.outcome,
    note: row.note,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { formatDay } from '../../bot/say/format-date.ts';
import {
  type CannedReply,
  type CannedRequest,
  cannedVariables,
  type FilledCannedReplies,
} from '../../core/contracts/desk-keeping.ts';
import { ConflictError, NotFoundError } from '../../core/errors.ts';
import { fillPlaces } from '../../core/fill-places.ts';
import { isId, newId } from '../../core/ids.ts';
import type { Localised } from '../../core/localised.ts';
import type { Language } from '../../core/words.ts';
import type { Queryable } from './database.ts';
import { DeskConflictError } from './desk-conflict.ts';

type CannedRow = Omit<CannedReply, 'changedAt'> & { readonly changedAt: Date };

const columns = `c.id, c.shortcut, c.title, c.body, c.version, c.updated_at as "changedAt", u.name as "changedBy"`;
const author = 'left join users u on u.id = c.updated_by';

export async function cannedReplies(db: Queryable, shopId: string): Promise<CannedReply[]> {
  const { rows } = await db.query<CannedRow>(
    `select ${columns} from desk_canned c ${author} where c.shop_id = $1 order by c.shortcut`,
    [shopId],
  );
  return rows.map(replyOf);
}

function replyOf(row: CannedRow): CannedReply {
  return { ...row, changedAt: row.changedAt.toISOString() };
}

/** @throws ConflictError when the shortcut is taken. */
export async function addCanned(
  db: Queryable,
  shopId: string,
  reply: CannedRequest,
  byId: string,
): Promise<CannedReply> {
  const { rows } = await db.query<CannedRow>(
    `with c as (
       insert into desk_canned (shop_id, id, shortcut, title, body, updated_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (shop_id, shortcut) do nothing returning *)
     select ${columns} from c ${author}`,
    [shopId, newId(), reply.shortcut, reply.title, JSON.stringify(reply.body), byId],
  );
  if (!rows[0]) throw taken(reply.shortcut);
  return replyOf(rows[0]);
}

/** @throws DeskConflictError `version` when somebody has changed it since; NotFoundError. */
export async function changeCanned(
  db: Queryable,
  shopId: string,
  id: string,
  reply: CannedRequest & { version: number },
  byId: string,
): Promise<{ before: CannedReply; after: CannedReply }> {
  const { rows: known } = isId(id)
    ? await db.query<CannedRow>(
        `select ${columns} from desk_canned c ${author} where c.shop_id = $1 and c.id = $2 for update of c`,
        [shopId, id],
      )
    : { rows: [] };
  const before = known[0] && replyOf(known[0]);
  if (!before) throw new NotFoundError(`there is no canned reply ${id}`);
  if (before.version !== reply.version)
    throw new DeskConflictError('somebody has changed this reply meanwhile', {
      why: 'version',
      current: before,
    });
  try {
    const { rows } = await db.query<CannedRow>(
      `with c as (
         update desk_canned set shortcut = $3, title = $4, body = $5, version = version + 1, updated_at = now(),
           updated_by = $6
         where shop_id = $1 and id = $2 returning *)
       select ${columns} from c ${author}`,
      [shopId, id, reply.shortcut, reply.title, JSON.stringify(reply.body), byId],
    );
    return { before, after: replyOf(rows[0]!) };
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw taken(reply.shortcut);
    throw error;
  }
}

export async function deleteCanned(db: Queryable, shopId: string, id: string): Promise<CannedReply> {
  const { rows } = isId(id)
    ? await db.query<CannedRow>(
        `with c as (delete from desk_canned where shop_id = $1 and id = $2 returning *)
         select ${columns} from c ${author}`,
        [shopId, id],
      )
    : { rows: [] };
  if (!rows[0]) throw new NotFoundError(`there is no canned reply ${id}`);
  return replyOf(rows[0]);
}

/** The shop's canned replies as they would read in this conversation. @param words of shortcut, title or text. */
export async function filledCanned(
  db: Queryable,
  key: ConversationKey,
  agentName: string,
  words: string,
): Promise<FilledCannedReplies['replies']> {
  const { language, values } = await valuesOf(db, key, agentName);
  const wanted = words.trim().toLowerCase();
  const replies = await cannedReplies(db, key.shopId);
  return replies.flatMap(({ id, shortcut, title, body }) => {
    const template = body[language] ?? body.en ?? body.zh ?? '';
    if (!`${shortcut} ${title} ${template}`.toLowerCase().includes(wanted)) return [];
    const missing = cannedVariables.filter((name) => template.includes(`{${name}}`) && !(name in values));
    return [{ id, shortcut, title, text: fillPlaces(template, values), missing }];
  });
}

async function valuesOf(
  db: Queryable,
  key: ConversationKey,
  agentName: string,
): Promise<{ language: Language; values: Record<string, string> }> {
  const { rows } = await db.query<{
    language: Language;
    shopper: string | null;
    shop: Localised;
    timeZone: string;
    order: string | null;
    tracking: string | null;
    carrier: string | null;
    promised: Date | null;
  }>(
    `select case when coalesce(c.language, u.language) = 'zh' then 'zh' else 'en' end as language,
       u.display_name as shopper, s.name as shop, s.time_zone as "timeZone", o.number as "order",
       p.tracking_number as tracking, p.carrier, p.promised_at as promised
     from conversations c
     join shops s on s.id = c.shop_id
     left join shoppers u on u.shop_id = c.shop_id and u.id = c.shopper_id and c.identity_verified
     left join lateral (
       select id, number from orders where shop_id = c.shop_id and shopper_id = u.id
       order by (number = c.dialog #>> '{focus,orderNumber}') desc nulls last, placed_at desc limit 1) o on true
     left join lateral (
       select tracking_number, carrier, promised_at from shipments where shop_id = c.shop_id and order_id = o.id
       order by shipped_at desc nulls last limit 1) p on true
     where c.shop_id = $1 and c.id = $2`,
    [key.shopId, key.conversationId],
  );
  const row = rows[0];
  if (!row) throw new NotFoundError(`there is no conversation ${key.conversationId} in this shop`);
  const { language, shop, timeZone, promised } = row;
  const given = {
    shopper: row.shopper,
    agent: agentName,
    shop: shop[language],
    order: row.order,
    tracking: row.tracking,
    carrier: row.carrier,
    promised: promised && formatDay(promised, timeZone, language),
  };
  const values = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { language, values: Object.fromEntries(values) };
}

function taken(shortcut: string): ConflictError {
  return new ConflictError(`there is a canned reply "/${shortcut}" already`, {
    details: { reason: 'taken' },
  });
}

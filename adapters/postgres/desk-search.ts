import type { SearchPage } from '../../core/contracts/desk-queue.ts';
import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import type { Database, Queryable } from './database.ts';
import { rowsOf } from './desk-rows.ts';
import { pageKey, readPageKey } from './page-key.ts';

const pageSize = 30;
/** Postgres takes lexemes of at most 2 KB; nobody looks for a word as long as this. */
const longestTerm = 60;
/** How far back the sweep looks for conversations with new words; at its first round it looks at all. */
const windowMinutes = 10;
const batch = 100;

/**
 * Finds conversations by words (all of them; the last one by its beginning), by an order number, or by the shopper's
 * name or e-mail (by their beginning); newest first.
 */
export async function searchPage(
  db: Queryable,
  request: { shopId: string; agentId: string; words: string; after?: string },
): Promise<SearchPage> {
  const { shopId, agentId } = request;
  const words = request.words.trim().slice(0, 200);
  const after = readPageKey(request.after, 2);
  const query = tsquery(words);
  const values = [
    shopId,
    query,
    likeLiteral(words.toLowerCase()),
    words.toUpperCase().replace(/^#/, ''),
    after?.[0] ?? null,
    after?.[1] ?? null,
    pageSize + 1,
  ];
  const found = (await isCommon(db, shopId, query)) ? newestThatHave : allThatHave;
  const { rows } = await db.query<{ id: string; key: string }>(
    `with people as (
       select id from shoppers where shop_id = $1 and $3 <> '' and (
         lower(display_name) like $3 || '%' or lower(email) like $3 || '%')
       union
       select shopper_id from orders where shop_id = $1 and number = $4),
     found as (
       (${found})
       union
       select c.id from conversations c
       where c.shop_id = $1 and c.shopper_id in (select id from people))
     select c.id, c.last_activity_at::text as key
     from found join conversations c on c.shop_id = $1 and c.id = found.id
     where $5::text is null or (c.last_activity_at, c.id) < ($5::timestamptz, $6::uuid)
     order by c.last_activity_at desc, c.id desc limit $7`,
    values,
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: await rowsOf(db, { shopId, agentId, ids: page.map(({ id }) => id) }),
    next: rows.length > pageSize && last ? pageKey([last.key, last.id]) : null,
  };
}

/** By the index of words: right for words that few conversations have. */
const allThatHave =
  'select conversation_id as id from desk_search where shop_id = $1 and terms @@ $2::tsquery';
/**
 * By time, newest first, until a page is full: soon for words that many have. The "offset 0" keep it so: of several words
 * together the planner believes that hardly any conversation has them, and would sort all that do.
 */
const newestThatHave = `select c.id from (
    select shop_id, id, last_activity_at from conversations
    where shop_id = $1 and ($5::text is null or (last_activity_at, id) < ($5::timestamptz, $6::uuid))
    order by last_activity_at desc, id desc offset 0) c
  cross join lateral (
    select 1 from desk_search s
    where s.shop_id = c.shop_id and s.conversation_id = c.id and s.terms @@ $2::tsquery offset 0) found
  order by c.last_activity_at desc, c.id desc limit $7`;
const commonFrom = 2_000;

async function isCommon(db: Queryable, shopId: string, query: string): Promise<boolean> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) from (
       select 1 from desk_search where shop_id = $1 and terms @@ $2::tsquery limit ${commonFrom}) matches`,
    [shopId, query],
  );
  return rows[0]!.count === commonFrom;
}

/** All terms, the last word by its beginning; '' finds nothing. Quoted: a term is no syntax. */
function tsquery(words: string): string {
  const terms = termsOf(words);
  const typing = /[\p{L}\p{N}]$/u.test(words);
  return terms
    .map(
      (term, i) =>
        `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'${typing && i === terms.length - 1 ? ':*' : ''}`,
    )
    .join(' & ');
}

function termsOf(text: string): string[] {
  return [...new Set(lexicalTerms(text))].filter((term) => term.length <= longestTerm);
}

function likeLiteral(text: string): string {
  return text.length < 2 ? '' : text.replace(/[\\%_]/g, '\\$&');
}

/**
 * Reads what was said since the last time into the index; runs beside the turns, so that none pays for it. Two
 * replicas may do it at once: terms are added to a set.
 * @param everything also what the sweep of an earlier process left behind.
 * @returns how many conversations were read.
 */
export async function indexConversations(database: Database, everything: boolean): Promise<number> {
  let read = 0;
  for (;;) {
    const { rows } = await database.query<{
      shopId: string;
      id: string;
      from: number;
      until: number;
      text: string | null;
    }>(
      `select c.shop_id as "shopId", c.id, coalesce(s.sequence, 0) as from, c.next_sequence - 1 as until,
         (select string_agg(a.activity->>'text', E'\\n') from activities a
          where a.shop_id = c.shop_id and a.conversation_id = c.id and a.type = 'message'
            and a.sequence > coalesce(s.sequence, 0)) as text
       from conversations c left join desk_search s on s.shop_id = c.shop_id and s.conversation_id = c.id
       where c.next_sequence - 1 > coalesce(s.sequence, 0)
         and ($1 or c.last_activity_at > now() - make_interval(mins => ${windowMinutes}))
       limit ${batch}`,
      [everything],
    );
    const found = rows.map(({ text, ...row }) => ({ ...row, terms: termsOf(text ?? '') }));
    if (found.length > 0)
      await database.query(
        `insert into desk_search as s (shop_id, conversation_id, sequence, terms)
         select f."shopId", f.id, f.until, array_to_tsvector(f.terms)
         from jsonb_to_recordset($1::jsonb) as f ("shopId" text, id uuid, until bigint, terms text[])
         order by f."shopId", f.id
         on conflict (shop_id, conversation_id)
           do update set sequence = greatest(s.sequence, excluded.sequence), terms = s.terms || excluded.terms`,
        [JSON.stringify(found)],
      );
    read += rows.length;
    if (rows.length < batch) return read;
  }
}

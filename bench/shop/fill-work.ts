import { auditHash, chainStart } from '../../adapters/postgres/audit-hash.ts';
import type { Database } from '../../adapters/postgres/database.ts';

const auditEntries = 20_000;

/** What people who work in the shop leave behind in a year: labels, notes, alerts, requests, approvals, offers, the log. */
export async function fillWork(
  database: Database,
  shopId: string,
  staff: { marketers: readonly string[]; agents: readonly string[] },
): Promise<void> {
  const [first, second] = staff.marketers as [string, string];
  await database.query(
    `insert into labelled_messages (shop_id, conversation_id, sequence, language, redacted_text, guessed, topic, labelled_by)
     select shop_id, conversation_id, sequence, language, redacted_text, topic ->> 'label', 'delivery', $2
     from understandings where shop_id = $1 and certainty < 0.6 limit 4000`,
    [shopId, first],
  );
  await database.query(
    `insert into desk_notes (shop_id, id, conversation_id, after_sequence, agent_id, agent_name, body, created_at)
     select shop_id, gen_random_uuid(), conversation_id, 5, $2, 'Agent', 'Rang the carrier, they look for it.', requested_at
     from handoffs where shop_id = $1 and abs(hashtext(id::text)) % 2 = 0`,
    [shopId, staff.agents[0]],
  );
  await database.query(
    `insert into desk_alerts (shop_id, id, shopper_id, period_start, risk, clv_cents, state, outcome, created_at, closed_at)
     select shop_id, gen_random_uuid(), id, current_date - (n % 300)::int, 0.8, 90000,
       case when n < 60 then 'open' else 'closed' end, case when n >= 60 then 'contacted' end, now() - make_interval(hours => n::int),
       case when n >= 60 then now() end
     from (select *, row_number() over (order by id) as n from shoppers where shop_id = $1) s where n <= 3000`,
    [shopId],
  );
  await database.query(
    `insert into consents (shop_id, id, shopper_id, purpose, granted, wording, given_at, via)
     select shop_id, gen_random_uuid(), id, purpose, true, 'You may write to me about my orders.', created_at, 'chat'
     from shoppers, unnest(array['outreach_chat', 'outreach_email']) as purpose
     where shop_id = $1 and abs(hashtext(id::text)) % 2 = 0`,
    [shopId],
  );
  await database.query(
    `insert into privacy_requests (shop_id, id, shopper_id, conversation_id, kind, state, requested_at, closed_at)
     select shop_id, gen_random_uuid(), shopper_id, id, 'export', case when n <= 30 then 'open' else 'done' end, created_at,
       case when n > 30 then created_at + interval '1 day' end
     from (select *, row_number() over (order by shopper_id, id) as n from (
         select distinct on (shopper_id) * from conversations
         where shop_id = $1 and shopper_id is not null order by shopper_id, created_at) c) numbered
     where n <= 600`,
    [shopId],
  );
  await database.query(
    `insert into uploads (shop_id, id, conversation_id, name, content_type, content, created_at)
     select shop_id, gen_random_uuid(), id, 'photo.jpg', 'image/jpeg', decode(repeat(md5(id::text), 512), 'hex'), created_at
     from conversations where shop_id = $1 and abs(hashtext('u' || id)) % 20 = 0`,
    [shopId],
  );
  await database.query(
    `insert into carts (shop_id, id, shopper_id, lines, updated_at)
     select shop_id, gen_random_uuid(), id, '[{"productId": "p", "quantity": 1}]', created_at from shoppers
     where shop_id = $1 and abs(hashtext('c' || id)) % 10 = 0 on conflict do nothing`,
    [shopId],
  );
  await database.query(
    `insert into offers (shop_id, id, kind, name, percent, maximum_cents, active)
     select $1, 'season-' || i, 'percent', jsonb_build_object('en', 'Season ' || i, 'zh', '季节' || i), 5 + i % 10, 1000, false
     from generate_series(1, 60) as i`,
    [shopId],
  );
  await database.query(
    `insert into approvals (shop_id, id, kind, subject, subject_version, before, after, state, requested_by, requested_at,
       decided_by, decided_at)
     select $1, gen_random_uuid(), 'budget.raise', case when i = 1 then 'budget:main' else 'budget:old-' || i end, 1,
       '{"limitCents": 1000}', '{"limitCents": 2000}', case when i = 1 then 'open' else 'approved' end, $2,
       now() - make_interval(days => i), case when i > 1 then $3::uuid end, case when i > 1 then now() - make_interval(days => i) end
     from generate_series(1, 400) as i`,
    [shopId, first, second],
  );
  await database.query(
    `insert into rules (shop_id, id, version, state, jdm, published_at)
     select shop_id, id, version + i, 'retired', jdm, now() - make_interval(days => i)
     from rules, generate_series(1, 80) as i where shop_id = $1 and state = 'live'`,
    [shopId],
  );
  await fillAudit(database, shopId, first);
}

/** A chain that verifies. */
async function fillAudit(database: Database, shopId: string, by: string): Promise<void> {
  const { rows } = await database.query<{ sequence: number; hash: string }>(
    'select sequence, hash from audit_heads where shop_id = $1',
    [shopId],
  );
  let { sequence, hash } = rows[0] ?? { sequence: 0, hash: chainStart };
  const begun = Date.now() - 365 * 86_400_000;
  const entries = [];
  for (let i = 0; i < auditEntries; i++) {
    const entry = {
      shopId,
      sequence: ++sequence,
      actor: `user:${by}`,
      action: i % 3 === 0 ? 'offer.changed' : 'message.labelled',
      subject: i % 3 === 0 ? 'offer:season-1' : `message:${by}|${i}`,
      before: i % 3 === 0 ? { validityDays: i % 20 } : null,
      after: i % 3 === 0 ? { validityDays: (i + 1) % 20 } : { topic: 'delivery' },
      at: new Date(begun + i * 1_000 * 1_500),
    };
    const previous_hash = hash;
    hash = auditHash(previous_hash, entry);
    entries.push({ ...entry, shop_id: shopId, previous_hash, hash });
  }
  await database.query(
    `insert into audit_log (shop_id, sequence, actor, action, subject, before, after, at, previous_hash, hash)
     select shop_id, sequence, actor, action, subject, nullif(before, 'null'), nullif(after, 'null'), at, previous_hash, hash
     from jsonb_to_recordset($1) as e (shop_id text, sequence bigint, actor text, action text, subject text, before jsonb,
       after jsonb, at timestamptz, previous_hash text, hash text)`,
    [JSON.stringify(entries)],
  );
  await database.query(
    `insert into audit_heads (shop_id, sequence, hash) values ($1, $2, $3)
     on conflict (shop_id) do update set sequence = excluded.sequence, hash = excluded.hash`,
    [shopId, sequence, hash],
  );
}

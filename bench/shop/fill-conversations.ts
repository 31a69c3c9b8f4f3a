import type { Database } from '../../adapters/postgres/database.ts';
import { topicLabels } from '../../core/words.ts';

/**
 * Conversations of a shop that has been at it for a year, by SQL: six messages each, the shopper's with sentiment, topic
 * (one in eight of them unsure) and a vector as large as the encoder's; one in five was handed over, `open` of those are
 * waiting or held now.
 */
export async function fillConversations(
  database: Database,
  shopId: string,
  size: { conversations: number; open: number; agents: readonly string[] },
): Promise<void> {
  await database.query(
    `insert into conversations (shop_id, id, channel, shopper_id, identity_verified, visitor_id, language, next_sequence,
       created_at, last_activity_at, topic, sentiment, fused_risk, clv_cents)
     select $1, gen_random_uuid(), 'directline', case when i % 10 < 8 then s.id end,
       i % 10 < 8, 'v' || i, (array['en', 'zh'])[1 + (i % 3 = 0)::int], 7, at, at + interval '10 minutes',
       (array['delivery', 'order_status', 'return_refund', 'product_question', 'complaint', 'payment'])[1 + i % 6],
       ((i * 37) % 200 - 100) / 100.0, ((i * 53) % 100) / 100.0, ((i * 71) % 200000)
     from generate_series(1, $2::int) as i
     join (select id, row_number() over (order by md5(id::text)) - 1 as place from shoppers where shop_id = $1) s
       on s.place = i % least(25000, (select count(*) from shoppers where shop_id = $1)),
       lateral (select now() - make_interval(mins => (($2::int - i) * 525600.0 / $2::int)::int) as at) times`,
    [shopId, size.conversations],
  );
  await database.query(
    `insert into activities (shop_id, conversation_id, sequence, direction, role, type, activity, turn_state, created_at)
     select $1, c.id, n, case when n % 2 = 1 then 'inbound' else 'outbound' end,
       case when n % 2 = 1 then 'shopper' else 'bot' end, 'message',
       jsonb_build_object('type', 'message', 'text',
         case when n % 2 = 1
           then 'Where is my order ' || (c.clv_cents % 9999) || ', the parcel with the kettle has not arrived '
             || case when c.language = 'zh' then '快递一直没有到，水壶少发了' else 'and it was promised for Friday' end
           else 'It left us on Monday and should reach you within two working days. Shall I look further?' end),
       case when n % 2 = 1 then 'done' end, c.last_activity_at - make_interval(mins => 6 - n)
     from conversations c, generate_series(1, 6) as n where c.shop_id = $1 and c.next_sequence = 7`,
    [shopId],
  );
  await database.query(
    `with vectors as materialized (
       select place, array_agg((random() / 10 - 0.05)::real) as vector
       from generate_series(0, 199) as place, generate_series(1, 384) as dimension group by place),
     said as (
       select c.*, n, abs(hashtext(c.id::text || n)) as hash
       from conversations c, generate_series(1, 5, 2) as n where c.shop_id = $1 and c.next_sequence = 7)
     insert into understandings (shop_id, conversation_id, sequence, language, redacted_text, sentiment, topic, vector,
       model_version, milliseconds, said_at)
     select $1, id, n, coalesce(language, 'en'), 'Where is my order ' || hash % 500 || ', it was promised for Friday',
       jsonb_build_object('label', 'negative', 'probabilities',
         jsonb_build_object('negative', 0.7, 'neutral', 0.2, 'positive', 0.1)),
       jsonb_build_object('label', said.topic, 'probabilities', (
         select jsonb_object_agg(label, case when label = said.topic then certainty else round((1 - certainty) / 13, 4) end)
         from unnest($2::text[]) as label)), vector, 'bench', 5,
       last_activity_at - make_interval(mins => 6 - n)
     from said join vectors on place = hash / 7 % 200, lateral (select case when hash % 8 = 0 then 0.2 + hash % 397 / 1000.0 else 0.6 + hash % 389 / 1000.0 end as certainty) sure`,
    [shopId, topicLabels],
  );
  await database.query(
    `insert into assessments (shop_id, conversation_id, sequence, behavioural_risk, fused_risk, value, model_version)
     select $1, c.id, n, 0.4, c.fused_risk, jsonb_build_object('clvCents', c.clv_cents, 'srCents', 100), 'bench'
     from conversations c, generate_series(1, 5, 2) as n where c.shop_id = $1 and c.shopper_id is not null and c.next_sequence = 7`,
    [shopId],
  );
  await database.query(
    `with asked as (
       select c.*, row_number() over (order by last_activity_at desc) as place
       from conversations c where c.shop_id = $1 and ('x' || left(md5(c.id::text), 4))::bit(16)::int % 5 = 0)
     insert into handoffs (shop_id, id, conversation_id, state, reason, priority, agent_id, agent_name, at_sequence,
       requested_at, accepted_at, closed_at, first_reply_due_at, resolution_due_at, first_replied_at, waiting_since,
       waited_seconds, first_reply_seconds, resolution_seconds, rating, resolution, updated_at)
     select shop_id, gen_random_uuid(), id,
       case when place > $2 then 'resolved' when place % 2 = 0 then 'accepted' else 'requested' end,
       'person_wanted', 0.5,
       case when place > $2 or place % 2 = 0 then ($3::uuid[])[1 + (place / 2) % array_length($3::uuid[], 1)] end,
       'Agent', 5, last_activity_at,
       case when place > $2 or place % 2 = 0 then last_activity_at + interval '3 minutes' end,
       case when place > $2 then last_activity_at + interval '30 minutes' end,
       last_activity_at + interval '15 minutes', last_activity_at + interval '8 hours',
       case when place > $2 then last_activity_at + interval '5 minutes' end, last_activity_at,
       180, 300, 1800, 1 + (place % 5), case when place > $2 then 'solved' end, last_activity_at
     from asked`,
    [shopId, size.open, size.agents],
  );
  await database.query(
    `update conversations c set held_by = case h.state when 'accepted' then 'agent' else 'queue' end
     from handoffs h where h.shop_id = c.shop_id and h.conversation_id = c.id and h.state in ('requested', 'accepted')`,
  );
  await database.query('analyze');
}

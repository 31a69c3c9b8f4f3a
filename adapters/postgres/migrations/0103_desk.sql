-- What the desk lists conversations by, kept with the conversation by the turn that learns it.
alter table conversations
  add column topic text,
  add column sentiment real,                          -- of the shopper's latest message, -1..1
  add column fused_risk real,
  add column clv_cents bigint;

update conversations c set topic = u.topic->>'label',
  sentiment = (u.sentiment->'probabilities'->>'positive')::real - (u.sentiment->'probabilities'->>'negative')::real
from (select distinct on (shop_id, conversation_id) * from understandings
      order by shop_id, conversation_id, sequence desc) u
where u.shop_id = c.shop_id and u.conversation_id = c.id;

update conversations c set fused_risk = a.fused_risk, clv_cents = (a.value->>'clvCents')::bigint
from (select distinct on (shop_id, conversation_id) * from assessments
      order by shop_id, conversation_id, sequence desc) a
where a.shop_id = c.shop_id and a.conversation_id = c.id;

create index conversations_recent on conversations (shop_id, last_activity_at desc, id desc);

-- Which agent wrote an activity of role 'agent'. Never sent: the shopper sees a name.
alter table activities add column agent_id uuid;

-- A handoff is the desk's case. Deadlines are written when they become known and taken away when they are met;
-- due_at is the next of them. Seconds are counted in the shop's office hours.
alter table handoffs
  add column agent_name text,
  add column at_sequence bigint,                      -- the conversation's last sequence when a person was asked for
  add column event jsonb,                             -- the handoff.initiate activity as it was delivered to the desk
  add column first_reply_due_at timestamptz,
  add column next_reply_due_at timestamptz,
  add column resolution_due_at timestamptz,
  add column waiting_since timestamptz,               -- the shopper's oldest message that no person has answered
  add column first_replied_at timestamptz,
  add column assigned_at timestamptz,                 -- to the agent who has it now
  add column waited_seconds integer,                  -- from request to acceptance
  add column first_reply_seconds integer,
  add column resolution_seconds integer,
  add column breached boolean not null default false, -- a deadline passed before it was met
  add column resolution text,
  add column rating smallint check (rating between 1 and 5),
  add column rated_at timestamptz,
  add column updated_at timestamptz not null default now(),
  add column due_at timestamptz generated always as (
    case when state in ('requested', 'accepted') then coalesce(
      least(case when first_replied_at is null then first_reply_due_at end, next_reply_due_at, resolution_due_at),
      'infinity'::timestamptz) end) stored;

create index handoffs_queue on handoffs (shop_id, due_at, id) where state in ('requested', 'accepted');
create index handoffs_of_agent on handoffs (shop_id, agent_id, due_at, id) where state in ('requested', 'accepted');
create index handoffs_of_conversation on handoffs (shop_id, conversation_id, requested_at desc);
create index handoffs_requested_at on handoffs (shop_id, requested_at);
create index handoffs_accepted_at on handoffs (shop_id, accepted_at) where accepted_at is not null;
create index handoffs_closed_at on handoffs (shop_id, closed_at) where closed_at is not null;
create index handoffs_updated_at on handoffs (shop_id, updated_at);
create index outbox_handoffs on outbox (id) where topic = 'handoff.initiate' and delivered_at is null;

create table desk_agents (                            -- who works at the desk of a shop, and when their desk was last heard of
  shop_id       text not null references shops,
  agent_id      uuid not null,
  available     boolean not null default true,
  seen_at       timestamptz,
  assigned_at   timestamptz,                          -- when load gave them their latest request
  primary key (shop_id, agent_id)
);

create table desk_presence (                          -- who has which conversation open
  shop_id       text not null,
  conversation_id uuid not null,
  agent_id      uuid not null,
  agent_name    text not null,
  state         text not null check (state in ('reading', 'writing')),
  seen_at       timestamptz not null default now(),
  primary key (shop_id, conversation_id, agent_id)
);

create table desk_reads (                             -- up to where an agent has read
  shop_id       text not null,
  conversation_id uuid not null,
  agent_id      uuid not null,
  sequence      bigint not null,
  primary key (shop_id, conversation_id, agent_id)
);

create table desk_notes (                             -- internal; apart from the transcript, so that no channel can send one
  shop_id       text not null,
  id            uuid not null,
  conversation_id uuid not null,
  after_sequence bigint not null,
  agent_id      uuid not null,
  agent_name    text not null,
  body          text not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, conversation_id) references conversations
);
create index on desk_notes (shop_id, conversation_id, after_sequence);
create index on desk_notes (shop_id, created_at);

create table desk_drafts (
  shop_id       text not null,
  conversation_id uuid not null,
  agent_id      uuid not null,
  mode          text not null check (mode in ('reply', 'note')),
  body          text not null,
  updated_at    timestamptz not null default now(),
  primary key (shop_id, conversation_id, agent_id, mode)
);

create table desk_sends (                             -- replies on their way: held for the time of Undo, then sent once
  shop_id       text not null,
  id            uuid not null,
  conversation_id uuid not null,
  agent_id      uuid not null,
  agent_name    text not null,
  activity      jsonb not null,
  state         text not null default 'scheduled' check (state in ('scheduled', 'sent', 'undone')),
  due_at        timestamptz not null,
  sent_sequence bigint,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, conversation_id) references conversations
);
create index desk_sends_due on desk_sends (due_at) where state = 'scheduled';
create index desk_sends_of_conversation on desk_sends (shop_id, conversation_id) where state = 'scheduled';

create table desk_views (                             -- saved filters; agent_id null: everybody's
  shop_id       text not null references shops,
  id            uuid not null,
  agent_id      uuid,
  name          text not null,
  query         jsonb not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id)
);

create table desk_canned (
  shop_id       text not null references shops,
  id            uuid not null,
  shortcut      text not null,
  title         text not null,
  body          jsonb not null,                       -- {en?, zh?} with {variables}
  version       integer not null default 1,
  updated_at    timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, shortcut)
);

-- Money that an agent gave: from the same budgets and ledger as every grant.
alter table grants add column given_by uuid;

create table remedies (                               -- one for each order and fact
  shop_id       text not null,
  id            uuid not null,
  conversation_id uuid not null,
  shopper_id    uuid not null,
  order_id      uuid not null,
  fact          text not null check (fact in ('late', 'broken', 'wrong')),
  evidence      jsonb not null,                       -- what bore the fact out: shipment, return, or a file of the conversation
  grant_id      uuid not null,
  agent_id      uuid not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, order_id, fact),
  foreign key (shop_id, order_id) references orders
);

create table shopper_risks (                          -- behavioural risk as it was last looked at, for "newly"
  shop_id       text not null,
  shopper_id    uuid not null,
  risk          real not null,
  checked_at    timestamptz not null,
  primary key (shop_id, shopper_id)
);

create table desk_alerts (                            -- a valuable shopper newly at risk
  shop_id       text not null,
  id            uuid not null,
  shopper_id    uuid not null,
  conversation_id uuid,
  period_start  date not null,
  risk          real not null,
  reasons       jsonb not null default '[]',
  clv_cents     bigint not null,
  owner_id      uuid,
  owner_name    text,
  state         text not null default 'open' check (state in ('open', 'closed')),
  outcome       text check (outcome in ('won_back', 'contacted', 'no_action', 'lost')),
  note          text,
  created_at    timestamptz not null default now(),
  closed_at     timestamptz,
  primary key (shop_id, id),
  unique (shop_id, shopper_id, period_start),
  foreign key (shop_id, shopper_id) references shoppers
);
create index desk_alerts_open on desk_alerts (shop_id, created_at desc, id desc);

/*
  Words of a conversation by which it is found: nlp/retrieval/lexical-terms.ts makes them, of texts and of queries
  alike, so that Chinese, which Postgres does not split into words, is found by pairs of characters.
*/
create table desk_search (
  shop_id       text not null,
  conversation_id uuid not null,
  sequence      bigint not null,                      -- read up to here
  terms         tsvector not null,
  primary key (shop_id, conversation_id)
);
create index desk_search_terms on desk_search using gin (terms);
create index shoppers_name on shoppers (shop_id, lower(display_name) text_pattern_ops);
create index shoppers_email on shoppers (shop_id, lower(email) text_pattern_ops);

-- Every table's key starts with the shop, so that the store can be sharded by it.
-- Amounts are integers in the minor unit of the shop's currency. Times are timestamptz.

-- The shop and its people ------------------------------------------------------------------------------------------

create table shops (
  id            text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name          jsonb not null,                       -- Localised
  currency      char(3) not null,
  time_zone     text not null default 'UTC',
  country       char(2) not null,                     -- default jurisdiction of its shoppers
  margin_rate   double precision not null default 0.4 check (margin_rate between 0 and 1), -- where unit cost is unknown
  settings      jsonb not null default '{}',          -- see ShopSettings in bot/ports/shop.ts
  identity_secret text not null,                      -- HMAC key of identifier_hash
  created_at    timestamptz not null default now()
);

create table shoppers (
  shop_id       text not null references shops,
  id            uuid not null,
  external_id   text,                                 -- the shop's own customer id
  display_name  text,
  email         text,
  language      text,
  country       char(2),
  region        text,
  loyalty_points integer not null default 0 check (loyalty_points >= 0),
  personalisation_refused_at timestamptz,
  merged_into   uuid,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, external_id)
);

create table consents (                               -- append-only: the newest row per purpose holds
  shop_id       text not null,
  id            uuid not null,
  shopper_id    uuid not null,
  purpose       text not null,                        -- outreach_chat, outreach_email, personalisation, analytics
  granted       boolean not null,
  wording       text not null,
  given_at      timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, shopper_id) references shoppers
);
create index on consents (shop_id, shopper_id, purpose, given_at desc);

-- Catalogue and orders ---------------------------------------------------------------------------------------------

create table products (
  shop_id       text not null references shops,
  id            text not null,
  category      text not null,
  name          jsonb not null,                       -- Localised
  description   jsonb not null,                       -- Localised
  attributes    jsonb not null default '{}',          -- colour, size, material ...: values may be Localised
  price_cents   integer not null check (price_cents >= 0),
  unit_cost_cents integer check (unit_cost_cents >= 0),
  stock         integer not null default 0,
  picture       text,                                 -- SVG text
  active        boolean not null default true,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id)
);
create index on products (shop_id, category);

create table orders (
  shop_id       text not null references shops,
  id            uuid not null,
  number        text not null,                        -- what shoppers quote
  shopper_id    uuid,
  placed_at     timestamptz not null,
  state         text not null check (state in ('placed', 'packed', 'shipped', 'delivered', 'cancelled')),
  currency      char(3) not null,
  shipping_cents integer not null default 0,
  tax_cents     integer not null default 0,
  grant_id      uuid,
  cancelled_at  timestamptz,
  updated_at    timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, number),
  foreign key (shop_id, shopper_id) references shoppers
);
create index on orders (shop_id, shopper_id, placed_at desc);
create index on orders (shop_id, placed_at);

create table order_lines (
  shop_id       text not null,
  order_id      uuid not null,
  line_no       smallint not null,
  product_id    text not null,
  quantity      integer not null check (quantity > 0),
  list_price_cents integer not null,                  -- per unit, before discount, without tax
  discount_cents integer not null default 0,          -- of the whole line
  unit_cost_cents integer,
  tax_cents     integer not null default 0,
  refund_cents  integer not null default 0,           -- of the whole line
  refunded_at   timestamptz,
  primary key (shop_id, order_id, line_no),
  foreign key (shop_id, order_id) references orders
);
create index on order_lines (shop_id, product_id);

create table shipments (
  shop_id       text not null,
  id            uuid not null,
  order_id      uuid not null,
  carrier       text not null,
  tracking_number text not null,
  state         text not null check (state in ('preparing', 'in_transit', 'out_for_delivery', 'delivered', 'delayed', 'lost')),
  promised_at   timestamptz,
  shipped_at    timestamptz,
  delivered_at  timestamptz,
  history       jsonb not null default '[]',          -- [{at, state, place: Localised}]
  primary key (shop_id, id),
  foreign key (shop_id, order_id) references orders
);
create index on shipments (shop_id, order_id);

create table returns (
  shop_id       text not null,
  id            uuid not null,
  number        text not null,
  order_id      uuid not null,
  lines         jsonb not null,                       -- [{lineNo, quantity}]
  reason        text,
  state         text not null check (state in ('open', 'received', 'refunded', 'rejected', 'withdrawn')),
  conversation_id uuid,
  opened_at     timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, number),
  foreign key (shop_id, order_id) references orders
);
create index on returns (shop_id, order_id);

create table carts (                                  -- the demo storefront's
  shop_id       text not null references shops,
  id            uuid not null,
  shopper_id    uuid,
  visitor_id    text,
  lines         jsonb not null default '[]',          -- [{productId, quantity}]
  code          text,
  updated_at    timestamptz not null default now(),
  primary key (shop_id, id)
);

create table events (
  shop_id       text not null references shops,
  id            uuid not null,
  shopper_id    uuid,
  visitor_id    text,
  kind          text not null,
  product_id    text,
  payload       jsonb not null default '{}',
  occurred_at   timestamptz not null,
  received_at   timestamptz not null default now(),
  primary key (shop_id, id)
);
create index on events (shop_id, shopper_id, occurred_at desc);

create table reviews (
  shop_id       text not null references shops,
  id            uuid not null,
  product_id    text not null,
  shopper_id    uuid,
  rating        smallint check (rating between 1 and 5),
  language      text not null,
  body          text not null,
  written_at    timestamptz not null,
  primary key (shop_id, id)
);
create index on reviews (shop_id, product_id);

create table articles (                               -- FAQ and policies
  shop_id       text not null references shops,
  id            text not null,
  language      text not null,
  kind          text not null check (kind in ('faq', 'policy')),
  title         text not null,
  body          text not null,
  primary key (shop_id, id, language)
);

create table promotions (                             -- public: everybody may have them
  shop_id       text not null references shops,
  id            text not null,
  name          jsonb not null,                       -- Localised
  code          text,
  percent       smallint check (percent between 1 and 100),
  free_shipping boolean not null default false,
  minimum_cents integer not null default 0,
  starts_at     timestamptz not null,
  ends_at       timestamptz,
  primary key (shop_id, id)
);

create table vectors (                                -- sentence vectors for retrieval, computed once per text and model
  shop_id       text not null references shops,
  kind          text not null,                        -- product, article, review
  ref           text not null,
  language      text not null,
  model_version text not null,
  text_hash     text not null,
  vector        real[] not null,
  primary key (shop_id, kind, ref, language)
);

create table model_artefacts (                        -- models trained on the shop's own data
  shop_id       text not null references shops,
  name          text not null,
  version       text not null,
  manifest      jsonb not null,
  artefact      bytea not null,
  trained_at    timestamptz not null default now(),
  primary key (shop_id, name, version)
);

-- Conversations ----------------------------------------------------------------------------------------------------

create table conversations (
  shop_id       text not null references shops,
  id            uuid not null,
  channel       text not null,                        -- directline, terminal, msteams ...
  shopper_id    uuid,                                 -- null: anonymous
  identity_verified boolean not null default false,
  visitor_id    text not null,
  language      text,
  held_by       text not null default 'bot' check (held_by in ('bot', 'queue', 'agent')),
  next_sequence bigint not null default 1,
  dialog        jsonb not null default '{}',          -- DialogState of bot/
  reference     jsonb,                                -- Bot Framework conversation reference
  created_at    timestamptz not null default now(),
  last_activity_at timestamptz not null default now(),
  primary key (shop_id, id)
);
create index on conversations (shop_id, shopper_id);

create table activities (
  shop_id       text not null,
  conversation_id uuid not null,
  sequence      bigint not null,
  direction     text not null check (direction in ('inbound', 'outbound')),
  role          text not null check (role in ('shopper', 'bot', 'agent', 'system')),
  type          text not null,                        -- message, event, typing, conversationUpdate ...
  client_activity_id text,
  activity      jsonb not null,                       -- Bot Framework activity
  turn_state    text check (turn_state in ('pending', 'done', 'failed')), -- inbound only
  attempts      smallint not null default 0,
  reply_to      bigint,                               -- outbound: sequence of the inbound activity
  created_at    timestamptz not null default now(),
  primary key (shop_id, conversation_id, sequence),
  foreign key (shop_id, conversation_id) references conversations
);
create unique index activities_client_activity_id on activities (shop_id, conversation_id, client_activity_id)
  where client_activity_id is not null;
create index activities_pending on activities (created_at) where turn_state = 'pending';

create table understandings (
  shop_id       text not null,
  conversation_id uuid not null,
  sequence      bigint not null,
  language      text not null,
  redacted_text text not null,
  sentiment     jsonb not null,                       -- {label, probabilities}
  topic         jsonb not null,                       -- {label, probabilities}
  vector        real[],
  model_version text not null,
  milliseconds  real not null,
  primary key (shop_id, conversation_id, sequence),
  foreign key (shop_id, conversation_id, sequence) references activities
);

create table assessments (                            -- the two risks, kept apart, as seen at a turn
  shop_id       text not null,
  conversation_id uuid not null,
  sequence      bigint not null,
  behavioural_risk real,
  behavioural_reasons jsonb not null default '[]',
  fused_risk    real,
  fused_reasons jsonb not null default '[]',
  value         jsonb not null default '{}',          -- {clvCents, srCents, pAlive?}
  model_version text not null,
  primary key (shop_id, conversation_id, sequence),
  foreign key (shop_id, conversation_id, sequence) references activities
);

create table uploads (
  shop_id       text not null,
  id            uuid not null,
  conversation_id uuid not null,
  name          text not null,
  content_type  text not null,
  content       bytea not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, conversation_id) references conversations
);

create table handoffs (
  shop_id       text not null,
  id            uuid not null,
  conversation_id uuid not null,
  state         text not null check (state in ('requested', 'accepted', 'given_back', 'resolved', 'cancelled')),
  reason        text not null,
  priority      real not null default 0,
  context       jsonb not null default '{}',
  agent_id      uuid,
  requested_at  timestamptz not null default now(),
  accepted_at   timestamptz,
  closed_at     timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, conversation_id) references conversations
);
create unique index handoffs_open on handoffs (shop_id, conversation_id) where state in ('requested', 'accepted');

-- Money ------------------------------------------------------------------------------------------------------------

create table offers (
  shop_id       text not null references shops,
  id            text not null,
  kind          text not null check (kind in ('percent', 'free_shipping', 'perk')),
  name          jsonb not null,                       -- Localised
  percent       smallint check (percent between 1 and 100),
  perk_points   integer,
  maximum_cents integer not null check (maximum_cents >= 0), -- most it can cost: what is reserved
  validity_days smallint not null default 14,
  active        boolean not null default true,
  version       integer not null default 1,
  primary key (shop_id, id)
);

create table rules (                                  -- GoRules decision tables, versioned, one live
  shop_id       text not null references shops,
  id            text not null,
  version       integer not null,
  state         text not null check (state in ('draft', 'live', 'retired')),
  jdm           jsonb not null,
  created_by    uuid,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id, version)
);
create unique index rules_live on rules (shop_id, id) where state = 'live';

create table budgets (                                -- counters; the ledger is the record that they must equal
  shop_id       text not null references shops,
  id            text not null,
  name          jsonb not null,                       -- Localised
  limit_cents   bigint not null check (limit_cents >= 0),
  reserved_cents bigint not null default 0 check (reserved_cents >= 0),
  spent_cents   bigint not null default 0,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,
  primary key (shop_id, id),
  check (reserved_cents + spent_cents <= limit_cents)
);

create table experiments (
  shop_id       text not null references shops,
  id            text not null,
  name          jsonb not null,                       -- Localised
  state         text not null check (state in ('draft', 'running', 'stopped')),
  coverage      double precision not null default 1 check (coverage between 0 and 1),
  arms          jsonb not null,                       -- [{key, weight, policy, budgetId}]
  started_at    timestamptz,
  stopped_at    timestamptz,
  primary key (shop_id, id)
);

create table assignments (                            -- sticky: the first assignment of a shopper stays
  shop_id       text not null,
  experiment_id text not null,                        -- an experiment's id, or 'holdout'
  shopper_id    uuid not null,
  arm           text not null,
  assigned_at   timestamptz not null default now(),
  until         timestamptz,                          -- holdout: 12 months
  crossed       boolean not null default false,       -- identities with different arms were merged
  primary key (shop_id, experiment_id, shopper_id),
  foreign key (shop_id, shopper_id) references shoppers
);

create table fact_snapshots (                         -- account facts frozen at the start of a period
  shop_id       text not null,
  id            uuid not null,
  shopper_id    uuid not null,
  period_start  timestamptz not null,
  period_end    timestamptz not null,
  facts         jsonb not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, shopper_id, period_start),
  foreign key (shop_id, shopper_id) references shoppers
);

create table decisions (
  shop_id       text not null,
  id            uuid not null,
  kind          text not null check (kind in ('money', 'recommendation')),
  shopper_id    uuid,
  conversation_id uuid,
  sequence      bigint,
  period_start  timestamptz,
  experiment_id text,
  arm           text,
  slice         text not null,                        -- holdout, uniform, policy; recommendations: exploit, explore
  policy_version text not null,
  action        text not null,                        -- offer id, 'nothing', or the slate's first product
  propensity    double precision not null check (propensity > 0 and propensity <= 1),
  record        jsonb not null,                       -- MoneyDecisionRecord or RecommendationRecord of retention/
  created_at    timestamptz not null default now(),
  primary key (shop_id, id)
);
create unique index decisions_one_draw on decisions (shop_id, shopper_id, period_start) where kind = 'money';
create index on decisions (shop_id, conversation_id);

create table grants (
  shop_id       text not null,
  id            uuid not null,
  shopper_id    uuid not null,
  offer_id      text not null,
  decision_id   uuid,                                 -- null: given by an agent
  budget_id     text not null,
  code          text not null,
  state         text not null check (state in ('reserved', 'accepted', 'redeemed', 'void', 'expired')),
  terms         jsonb not null,                       -- {kind, percent?, maximumCents, perkPoints?} as granted
  reserved_cents integer not null check (reserved_cents >= 0),
  redeemed_cents integer,
  order_id      uuid,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  primary key (shop_id, id),
  unique (shop_id, code),
  foreign key (shop_id, shopper_id) references shoppers
);
create index on grants (shop_id, shopper_id);
create unique index grants_one_per_decision on grants (shop_id, decision_id) where decision_id is not null;

create table ledger (                                 -- double-entry, append-only: entries of a transaction sum to 0
  shop_id       text not null,
  id            bigint generated always as identity,
  transaction_id uuid not null,
  kind          text not null check (kind in ('reserve', 'redeem', 'void', 'expire', 'reverse')),
  account       text not null,                        -- budget:<id>, reserved:<id>, spent:<id>
  budget_id     text not null,
  grant_id      uuid not null,
  amount_cents  bigint not null,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id)
);
create index on ledger (shop_id, budget_id);
create index on ledger (shop_id, grant_id);

create table outcomes (
  shop_id       text not null,
  id            uuid not null,
  decision_id   uuid not null,
  kind          text not null,
  ref           text not null default '',             -- product, order or activity that it came by
  value_cents   bigint,
  occurred_at   timestamptz not null,
  received_at   timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, decision_id, kind, ref),
  foreign key (shop_id, decision_id) references decisions
);

-- People who work here, and the record of what they and the system did -----------------------------------------------

create table users (
  id            uuid primary key,
  shop_id       text references shops,                -- null: every shop
  email         text not null unique,
  name          text not null,
  role          text not null check (role in ('agent', 'marketer', 'admin')),
  password_hash text,
  created_at    timestamptz not null default now(),
  removed_at    timestamptz
);

create table audit_log (                              -- hash chain: hash = sha256(previous_hash || canonical entry)
  shop_id       text not null,
  sequence      bigint not null,
  actor         text not null,
  action        text not null,
  subject       text not null,
  before        jsonb,
  after         jsonb,
  at            timestamptz not null,
  previous_hash text not null,
  hash          text not null,
  primary key (shop_id, sequence)
);

create table outbox (                                 -- what must leave the system after a commit, at least once
  shop_id       text not null,
  id            bigint generated always as identity,
  topic         text not null,
  payload       jsonb not null,
  attempts      smallint not null default 0,
  available_at  timestamptz not null default now(),
  delivered_at  timestamptz,
  created_at    timestamptz not null default now(),
  primary key (shop_id, id)
);
create index outbox_open on outbox (available_at) where delivered_at is null;

-- Append-only is kept by the database itself.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_append_only before update or delete on ledger for each row execute function refuse_change();
create trigger audit_log_append_only before update or delete on audit_log for each row execute function refuse_change();

-- The demo generator's truth, kept apart so that estimates can be held against it ------------------------------------

create schema laboratory;
create table laboratory.truths (
  shop_id       text not null,
  subject       text not null,                        -- shopper:<id>, product:<id>, world
  truth         jsonb not null,
  primary key (shop_id, subject)
);

-- What marketers change: drafts of rules with the cases that they must keep, second persons for more money, labels.

alter table budgets add column version integer not null default 1;  -- counts edits of the limit, not movements of money

alter table rules
  add column based_on integer,                            -- the live version that the draft began from
  add column revision integer not null default 1,         -- counts edits of a draft, so that a write can name what it saw
  add column edited_by uuid references users,
  add column edited_at timestamptz not null default now(),
  add column published_by uuid references users,
  add column published_at timestamptz;
create unique index rules_draft on rules (shop_id, id) where state = 'draft';

create table rule_cases (                                 -- what the rules must answer before they may be published
  shop_id       text not null references shops,
  id            uuid not null,
  rules_id      text not null,
  name          text not null,
  facts         jsonb not null,                           -- {fact: number}; what is not named is the fact's first sample
  expected      text[] not null,                          -- offer ids, in any order; empty: no offer
  edited_by     uuid references users,
  edited_at     timestamptz not null default now(),
  primary key (shop_id, id)
);

create table approvals (                                  -- more money takes a second person
  shop_id       text not null references shops,
  id            uuid not null,
  kind          text not null check (kind in ('budget.raise', 'offer.raise', 'rules.publish')),
  subject       text not null,                            -- budget:ID, offer:ID, rules:ID
  subject_version integer not null,                       -- what was seen when it was asked: any later edit voids it
  before        jsonb not null,
  after         jsonb not null,
  reason        text not null default '',
  state         text not null default 'open' check (state in ('open', 'approved', 'refused', 'withdrawn', 'void')),
  requested_by  uuid not null references users,
  requested_at  timestamptz not null default now(),
  decided_by    uuid references users,
  decided_at    timestamptz,
  primary key (shop_id, id),
  check (state <> 'approved' or decided_by <> requested_by)
);
create unique index approvals_open on approvals (shop_id, subject) where state = 'open';

create table labelled_messages (                          -- what people say a message meant: training data of the shop
  shop_id       text not null,
  conversation_id uuid not null,
  sequence      bigint not null,
  language      text not null,
  redacted_text text not null,
  guessed       text not null,
  topic         text,                                     -- null: skipped
  labelled_by   uuid not null references users,
  labelled_at   timestamptz not null default now(),
  primary key (shop_id, conversation_id, sequence),
  foreign key (shop_id, conversation_id, sequence) references understandings
);

create index decisions_newest on decisions (shop_id, created_at desc, id desc);
drop index decisions_of_shopper;                          -- of recommendations alone: the one below serves both kinds
create index decisions_of_shopper on decisions (shop_id, shopper_id, created_at desc);
create index ledger_of_budget on ledger (shop_id, budget_id, id desc);
drop index ledger_shop_id_budget_id_idx;

-- Probability of the label: what the work list of misunderstood messages is sorted by.
create function topic_certainty(topic jsonb) returns double precision language sql immutable parallel safe as $$
  select (topic -> 'probabilities' ->> (topic ->> 'label'))::double precision
$$;
create index understandings_unsure on understandings (shop_id, topic_certainty(topic)) where topic_certainty(topic) < 0.6;
create index activities_said on activities (shop_id, created_at) where direction = 'inbound';
create index conversations_begun on conversations (shop_id, created_at);

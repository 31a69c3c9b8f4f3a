-- What each arm has learned of its offers' effects: a new version whenever outcomes have come in. Decisions keep what
-- they drew from in their own record; here it can be looked up who learned what, when, from how much.
alter table money_settings add column response_model text not null default 'linear'
  check (response_model in ('linear', 'logistic'));

create table learned_responses (
  shop_id       text not null references shops,
  arm           text not null,                            -- 'experiment|arm', or 'default'
  model         text not null,
  version       integer not null,
  state         jsonb not null,                           -- ResponseState of retention/: matured periods alone
  serving       jsonb not null,                           -- LearnedResponse: what draws read, running periods included
  features      text not null,                            -- names the features that state and serving are about
  matured       integer not null,                         -- shopper-periods taken in for good, by this version and all before
  running       integer not null,                         -- periods not over yet that serving includes
  matured_to    timestamptz not null,                     -- periods that began before this are in the state
  fingerprint   text not null,                            -- of the running periods: the same again makes no new version
  created_at    timestamptz not null,
  primary key (shop_id, arm, model, version)
);

create table policy_verdicts (                            -- may a policy replace one action for all? one row a look
  shop_id       text not null references shops,
  id            uuid not null,
  at            timestamptz not null,
  result        jsonb not null,                           -- PolicyVerdict of core/contracts/console-policy.ts
  primary key (shop_id, id)
);
create index policy_verdicts_newest on policy_verdicts (shop_id, at desc);

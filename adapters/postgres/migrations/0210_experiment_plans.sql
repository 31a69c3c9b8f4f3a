-- What an experiment was planned with, fixed before its first look, and why it stopped.
alter table experiments
  add column version integer not null default 1,      -- counts changes of its state
  add column created_at timestamptz not null default now(),
  add column range_from double precision not null default 0,   -- its part of the namespace "money": ranges that do not
  add column range_to double precision not null default 1,     -- overlap keep experiments apart
  add column guardrails jsonb not null default '[]',  -- [{metric, tolerated}]
  add column tuning integer not null default 5000 check (tuning > 0), -- shoppers of a pair at which intervals are tightest
  add column plan jsonb,                              -- {effectCents, shoppers, days}; null: not planned
  add column budget_cents bigint,                     -- what the arms get together when it begins
  add column source_budget text,                      -- gave the arms their budgets and gets back what is free at the end
  add column stopped_because jsonb,                   -- {kind: 'guardrail', metric, arm, harm, atLeast} or {kind: 'person', reason}
  add column acknowledged_at timestamptz,             -- a person has seen that a guardrail stopped it
  add check (range_from >= 0 and range_from < range_to and range_to <= 1);

-- Experiments that began without guardrails get the usual ones.
update experiments set guardrails = '[{"metric": "complaints", "tolerated": 0.02}, {"metric": "opt_outs", "tolerated": 0.01},
  {"metric": "handoffs", "tolerated": 0.05}]' where state <> 'stopped';

create index assignments_by_day on assignments (shop_id, experiment_id, assigned_at) include (arm, crossed);

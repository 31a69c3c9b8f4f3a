-- How much SR a shop may lose (epsilon), the prices that this leads to, and the share of draws that explore.
alter table money_settings
  add column version integer not null default 1,          -- counts edits by people, so that a write can name what it saw
  add column epsilon double precision not null default 0.01 check (epsilon between 0 and 1),
  add column explore_share double precision not null default 0.05 check (explore_share between 0 and 0.5);

create table frontiers (                                  -- what could be reached at which loss of SR, night by night
  shop_id       text not null references shops,
  id            uuid not null,
  fitted_at     timestamptz not null,
  result        jsonb not null,                           -- FrontierRun of core/contracts/console-policy.ts
  primary key (shop_id, id)
);
create index frontiers_newest on frontiers (shop_id, fitted_at desc);

alter table approvals drop constraint approvals_kind_check;
alter table approvals add constraint approvals_kind_check
  check (kind in ('budget.raise', 'offer.raise', 'rules.publish', 'epsilon.raise'));

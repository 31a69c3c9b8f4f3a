alter table shoppers add column erased_at timestamptz;  -- the row stays for orders and books; nothing in it names anybody
alter table conversations add column texts_erased_at timestamptz;

-- How long rows are kept, by table, where a shop wants another time than the default of retention-times.ts.
create table retention_times (
  shop_id       text not null references shops,
  table_name    text not null,
  days          integer not null check (days >= 1),
  updated_at    timestamptz not null default now(),
  primary key (shop_id, table_name)
);

create index conversations_idle on conversations (shop_id, last_activity_at);
create index events_occurred on events (shop_id, occurred_at);

-- What shoppers ask of their data by chat; a person carries it out.
create table privacy_requests (
  shop_id       text not null references shops,
  id            uuid not null,
  shopper_id    uuid not null,
  conversation_id uuid not null,
  kind          text not null check (kind in ('export', 'erasure')),
  state         text not null default 'open' check (state in ('open', 'done', 'refused')),
  requested_at  timestamptz not null default now(),
  closed_at     timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, shopper_id) references shoppers
);
create unique index privacy_requests_open on privacy_requests (shop_id, shopper_id, kind) where state = 'open';

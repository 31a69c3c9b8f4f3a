-- Real shops: their secrets, imports of files, and what their own systems send.

alter table shops add column direct_line_hash text;   -- sha256 (hex) of the Direct Line secret; null: none was made

-- False where nobody told how many there are: such a product counts as available.
alter table products add column stock_counted boolean not null default true;

-- What a record of the shop's own systems became here, and which version of it was taken over last.
create table source_records (
  shop_id       text not null references shops,
  source        text not null check (source in ('file', 'shopify', 'woocommerce')),
  kind          text not null check (kind in ('order', 'product', 'shopper')),
  external_id   text not null,                        -- its id there; orders of files without numbers: who and when
  ref           text,                                 -- its id here; null: it was deleted before it was ever seen
  version       timestamptz not null,                 -- when it was last changed there
  content_hash  text not null,                        -- equal: nothing to write
  content       text,                                 -- what came last, where later messages add to it; null: files
  deleted       boolean not null default false,
  primary key (shop_id, source, kind, external_id)
);
create index on source_records (shop_id, kind, ref);

create table imports (
  shop_id       text not null references shops,
  id            uuid not null,
  kind          text not null check (kind in ('orders', 'products', 'reviews', 'shoppers', 'events')),
  file_name     text not null,
  fingerprint   text not null,                        -- sha256 of the file
  options       jsonb not null,                       -- how it is read: format, columns, dates
  state         text not null check (state in ('running', 'paused', 'done', 'failed', 'cancelled')),
  phase         text not null default 'read' check (phase in ('read', 'write', 'settle', 'done')),
  records_read  bigint not null default 0,            -- checkpoint of phase read
  rows_staged   bigint not null default 0,
  cursor_key    text,                                 -- checkpoint of phase write
  counts        jsonb not null default '{}',
  problem       text,
  started_at    timestamptz not null,
  updated_at    timestamptz not null,
  finished_at   timestamptz,
  primary key (shop_id, id)
);
create index on imports (shop_id, started_at desc);

create table import_rejects (                         -- what an import left out, and why
  shop_id       text not null,
  import_id     uuid not null,
  id            bigint generated always as identity,
  line          bigint not null,
  column_name   text,
  value         text not null,                        -- shortened
  reason        text not null,
  primary key (shop_id, import_id, id),
  foreign key (shop_id, import_id) references imports on delete cascade
);
create index on import_rejects (shop_id, import_id, line);

create table imported_returns (                       -- rows of a file that say what came back
  shop_id       text not null references shops,
  id            uuid not null,
  import_id     uuid not null,
  line          bigint not null,
  shopper_id    uuid not null,
  product_id    text not null,
  returned_at   timestamptz not null,
  quantity      integer not null check (quantity > 0),
  amount_cents  bigint not null check (amount_cents >= 0),
  matched_cents bigint,                               -- null: not looked for yet
  primary key (shop_id, id)
);
create index imported_returns_open on imported_returns (shop_id, shopper_id) where matched_cents is null;

-- Rows of a file between reading and writing, one table an import, dropped at its end. Unlogged: what a crash of the
-- database empties is read again from the file.
create schema import_stage;

create table webhook_secrets (
  shop_id       text not null references shops,
  source        text not null check (source in ('shopify', 'woocommerce')),
  secret        text not null,                        -- HMAC key of the signature
  created_at    timestamptz not null default now(),
  primary key (shop_id, source)
);

create table webhook_deliveries (
  shop_id       text not null references shops,
  source        text not null check (source in ('shopify', 'woocommerce')),
  delivery_id   text not null,
  topic         text not null,
  triggered_at  timestamptz,                          -- by the sender's word
  body          jsonb,                                -- as it came; null once it was worked through and is old
  received_at   timestamptz not null default now(),
  processed_at  timestamptz,
  problem       text,                                 -- why nothing came of it
  primary key (shop_id, source, delivery_id)
);
create index webhook_deliveries_open on webhook_deliveries (received_at) where processed_at is null;

create table source_refunds (                         -- refunds that came by themselves; an order may come after them
  shop_id       text not null references shops,
  source        text not null,
  order_external_id text not null,
  refund_id     text not null,
  refund        jsonb not null,                       -- SourceRefund of adapters/shop-import
  primary key (shop_id, source, order_external_id, refund_id)
);

-- Lifetime value: what was fitted to a shop's purchases (or why nothing could be), and what it expects of each shopper.
-- Fits stay: snapshots of facts name the one that they were computed by.
create table value_fits (
  shop_id       text not null references shops,
  version       text not null,                        -- day and hash of the data
  fitted_at     timestamptz not null,
  data_hash     text not null,                        -- SHA-256 of the purchases, hexadecimal
  shoppers      integer not null,
  fit           jsonb,                                -- ShopValueFit; null: refused
  refusal       jsonb,                                -- {reason, message}; null: fitted
  backtest      jsonb,                                -- ShopValueBacktest or {message}; null: refused
  primary key (shop_id, version),
  check ((fit is null) <> (refusal is null))
);
create index value_fits_newest on value_fits (shop_id, fitted_at desc);

create table shopper_values (
  shop_id       text not null references shops,
  shopper_id    uuid not null,
  fit_version   text not null,
  alive_probability double precision not null check (alive_probability between 0 and 1),
  purchases     double precision not null,            -- expected within twelve months
  residual_cents bigint not null,                     -- discounted margin of these
  primary key (shop_id, shopper_id),
  foreign key (shop_id, shopper_id) references shoppers,
  foreign key (shop_id, fit_version) references value_fits
);
create index shopper_values_residual on shopper_values (shop_id, residual_cents desc);

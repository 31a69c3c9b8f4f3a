-- What a page shows that takes everything a shop has to work out: kept for a day, with the moment of its working out.
create table page_readings (
  shop_id       text not null references shops,
  page          text not null,                          -- 'prices', 'at-risk', 'experiment-plan', 'results|' and an experiment
  computed_at   timestamptz not null,
  result        jsonb not null,
  primary key (shop_id, page)
);

-- Everybody who ever bought, as the reading 'at-risk' found them.
create table shoppers_at_risk (
  shop_id       text not null,
  shopper_id    uuid not null,
  clv_cents     bigint not null,
  risk          double precision not null check (risk between 0 and 1),
  at_risk_cents bigint not null,                        -- CLV times risk
  reasons       jsonb not null,                         -- the strongest texts, {en, zh} each
  primary key (shop_id, shopper_id),
  foreign key (shop_id, shopper_id) references shoppers
);
create index shoppers_at_risk_most on shoppers_at_risk (shop_id, at_risk_cents desc, shopper_id);

-- CLV and SR of everybody at the time of the fit, {clvCents, srCents}; null: fitted before this was kept.
alter table value_fits add column totals jsonb;

-- What the fairness report counts, beside the record of some kilobytes. 'nothing' is always open: a second open action is an offer.
alter table decisions
  add column tenure_days double precision
    generated always as (case when kind = 'money' then (record #>> '{inputs,facts,tenureDays}')::double precision end) stored,
  add column offer_open boolean
    generated always as (case when kind = 'money' then
      jsonb_array_length(jsonb_path_query_array(record, '$.choice.actions[*] ? (@.masks.size() == 0)')) > 1 end) stored;
create index decisions_of_money on decisions (shop_id, created_at) include (shopper_id, slice, tenure_days, offer_open, id)
  where kind = 'money';

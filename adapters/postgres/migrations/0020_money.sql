-- How a shop draws money decisions; without a row the defaults of retention/money/money-settings.ts hold.
create table money_settings (
  shop_id       text primary key references shops,
  holdout_share double precision not null default 0.05 check (holdout_share between 0 and 0.5),
  uniform_share double precision not null default 0.05 check (uniform_share between 0 and 0.5),
  floor         double precision not null default 0.02 check (floor > 0 and floor <= 0.1), -- at most 10 candidates
  lambda        double precision not null default 0.1 check (lambda >= 0),   -- price of a cent of SR lost
  default_policy text not null default 'single-best',                        -- outside every experiment
  default_budget_id text not null default 'main',
  updated_at    timestamptz not null default now()
);

-- Shadow price of a cent of this budget beyond the cost itself, which is inside the margin already.
alter table budgets add column mu double precision not null default 0.1 check (mu >= 0);

-- The shop's own averages at the start of a period, the same for every draw of it.
create table money_periods (
  shop_id       text not null references shops,
  period_start  timestamptz not null,
  averages      jsonb not null,                       -- {meanOrderCents, meanShippingCents, marginRate}
  primary key (shop_id, period_start)
);

create index grants_due on grants (expires_at) where state in ('reserved', 'accepted');
create index grants_order on grants (shop_id, order_id) where order_id is not null;
create index ledger_transaction on ledger (shop_id, transaction_id);

-- Checked when the transaction commits, so that the entries of one ledger transaction may come one by one.
create function ledger_must_balance() returns trigger language plpgsql as $$
begin
  if (select sum(amount_cents) from ledger
      where shop_id = new.shop_id and transaction_id = new.transaction_id) <> 0 then
    raise exception 'ledger transaction % does not sum to 0', new.transaction_id;
  end if;
  return null;
end $$;
create constraint trigger ledger_balances after insert on ledger
  deferrable initially deferred for each row execute function ledger_must_balance();

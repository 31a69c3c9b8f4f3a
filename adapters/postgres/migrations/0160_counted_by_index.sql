-- What the pages count is read from small columns by an index, or from sums that are kept while the rows are written:
-- never from every row with its JSON.

-- Messages by time and topic, without their vectors and probabilities.
alter table understandings
  add column said_at timestamptz,                     -- when the message came
  add column topic_label text generated always as (topic ->> 'label') stored,
  add column certainty double precision               -- probability of the label
    generated always as ((topic -> 'probabilities' ->> (topic ->> 'label'))::double precision) stored;
update understandings u set said_at = a.created_at from activities a
where a.shop_id = u.shop_id and a.conversation_id = u.conversation_id and a.sequence = u.sequence;
alter table understandings alter column said_at set not null;
create index understandings_said on understandings (shop_id, said_at) include (topic_label);
drop index understandings_unsure;
drop function topic_certainty(jsonb);
create index understandings_unsure on understandings (shop_id, certainty, conversation_id, sequence) include (said_at)
  where certainty < 0.6;
drop index activities_said;

-- Conversations in which the shopper said something, by their beginning.
create index conversations_talked on conversations (shop_id, created_at) include (id) where topic is not null;
drop index conversations_begun;

-- Which rows of which rules let an offer in, beside the record of some kilobytes that says why.
alter table decisions
  add column rules_version integer
    generated always as (case when kind = 'money' then (record #>> '{inputs,rules,version}')::integer end) stored,
  add column rule_rows jsonb
    generated always as (case when kind = 'money' then
      jsonb_path_query_array(record, '$.inputs.candidates[*].rows[*].rowId') end) stored;

-- Sums of the ledger by account and day (by the shop's clock when they were entered), kept by the ledger itself. Whoever
-- enters a movement holds its budget's row, so that these rows make nobody wait who does not wait already.
create table ledger_days (
  shop_id       text not null,
  budget_id     text not null,
  day           date not null,
  account       text not null,
  amount_cents  bigint not null,
  primary key (shop_id, budget_id, day, account)
);
insert into ledger_days (shop_id, budget_id, day, account, amount_cents)
  select l.shop_id, l.budget_id, (l.created_at at time zone s.time_zone)::date, l.account, sum(l.amount_cents)
  from ledger l join shops s on s.id = l.shop_id group by 1, 2, 3, 4;
create function add_to_ledger_days() returns trigger language plpgsql as $$
begin
  insert into ledger_days as d (shop_id, budget_id, day, account, amount_cents)
    select e.shop_id, e.budget_id, (e.created_at at time zone s.time_zone)::date, e.account, sum(e.amount_cents)
    from entered e join shops s on s.id = e.shop_id group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (shop_id, budget_id, day, account) do update set amount_cents = d.amount_cents + excluded.amount_cents;
  return null;
end $$;
create trigger ledger_summed after insert on ledger
  referencing new table as entered for each statement execute function add_to_ledger_days();

-- Who is in which arm.
create index assignments_by_arm on assignments (shop_id, experiment_id, arm) include (crossed);

-- What the next run of the retention job takes away.
create index uploads_by_age on uploads (shop_id, created_at);
create index carts_by_age on carts (shop_id, updated_at);

-- What became of the grants of a budget, and who drew in which arm.
create index grants_by_state on grants (shop_id, budget_id, state);
create index decisions_by_arm on decisions (shop_id, experiment_id, arm) include (id)
  where kind = 'money' and experiment_id is not null;

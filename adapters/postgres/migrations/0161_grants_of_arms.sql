-- In which arm a grant was drawn, so that experiments are counted from grants alone. Null: outside, or an agent's.
alter table grants add column experiment_id text, add column arm text;
update grants g set experiment_id = d.experiment_id, arm = d.arm from decisions d
where d.shop_id = g.shop_id and d.id = g.decision_id and d.experiment_id is not null;
create index grants_of_arm on grants (shop_id, experiment_id, arm, state) include (redeemed_cents)
  where experiment_id is not null;

-- Shares of arms that change while an experiment runs: each assignment keeps the probabilities it was drawn by.
alter table experiments add column bandit jsonb;         -- {floor}: shares move to what works, no arm gets less; null: they stay
alter table assignments add column shares double precision[]; -- probability of each arm at that time, in the order of the arms
                                                         -- (holdout, open for the holdout); null: nobody knows

-- Until now no share of an experiment ever changed; of the holdout's only today's is known.
update assignments a set shares = w.shares
from (select e.shop_id, e.id, array_agg((arm ->> 'weight')::double precision / e.total order by place) as shares
      from (select shop_id, id, arms, (select sum((arm ->> 'weight')::double precision) from jsonb_array_elements(arms) arm) as total
            from experiments where arms -> 0 ? 'policy') e,
        lateral jsonb_array_elements(e.arms) with ordinality as each (arm, place)
      where e.total > 0 group by e.shop_id, e.id) w
where a.shop_id = w.shop_id and a.experiment_id = w.id;
update assignments a set shares = array[s.share, 1 - s.share]
from (select s.id, coalesce(m.holdout_share, 0.05) as share from shops s left join money_settings m on m.shop_id = s.id) s
where a.shop_id = s.id and a.experiment_id = 'holdout';

drop index assignments_by_arm;
create index assignments_by_arm on assignments (shop_id, experiment_id, arm) include (crossed, shares);

create table experiment_shares (                         -- which shares were in force from when on, and why
  shop_id       text not null,
  experiment_id text not null,
  version       integer not null,                        -- from 1, the planned ones
  since         timestamptz not null,
  shares        double precision[] not null,             -- in the order of the arms
  best          double precision[],                      -- probability of each arm to be the best by then; null: planned
  matured       integer[],                               -- shoppers of each arm that this rests on; null: planned
  primary key (shop_id, experiment_id, version),
  foreign key (shop_id, experiment_id) references experiments
);

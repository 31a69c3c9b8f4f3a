-- Who should get which offer, learnt every week from the shop's own draws. A decision keeps what the chooser said of its
-- shopper in its own record, with the version; here the version can be looked up.
create table learnt_choosers (
  shop_id       text not null references shops,
  version       integer not null,
  id            uuid not null unique,                     -- what replicas keep it by in memory
  policy        jsonb not null,                           -- PortablePolicy of retention/: one score an action
  learner       text,                                     -- what it chooses by; null: one action for everybody
  draws         integer not null,                         -- that it was learnt from
  created_at    timestamptz not null,
  primary key (shop_id, version)
);

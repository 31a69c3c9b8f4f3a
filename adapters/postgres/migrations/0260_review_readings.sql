-- What the models read in reviews. A reading stands for one review, one text of it and one version of the models; pages
-- show the version that review_analyses names, so that a new one is complete before it is seen.
create table review_readings (
  shop_id       text not null,
  review_id     uuid not null,
  model_version text not null,
  body_hash     bytea not null,                           -- sha256 of the text that was read: another is read again
  sentiment     text not null check (sentiment in ('negative', 'neutral', 'positive')),
  score         real not null,                            -- -1 all negative to 1 all positive
  read_at       timestamptz not null,
  primary key (shop_id, review_id, model_version),
  foreign key (shop_id, review_id) references reviews on delete cascade
);

create table review_opinions (                            -- at most one a review and aspect
  shop_id       text not null,
  review_id     uuid not null,
  model_version text not null,
  aspect        text not null,
  sentiment     text not null check (sentiment in ('negative', 'neutral', 'positive')),
  probability   real not null,
  clause_start  integer not null,                         -- where the clause stands in the review's text, UTF-16 units
  clause_end    integer not null,
  size          text check (size in ('small', 'large')),  -- of size_fit: which way it is off, where said
  primary key (shop_id, review_id, model_version, aspect),
  foreign key (shop_id, review_id, model_version) references review_readings on delete cascade
);

create table review_analyses (                            -- one row a shop: what pages show
  shop_id       text primary key references shops,
  model_version text not null,
  finished_at   timestamptz not null
);

create table review_phrases (                             -- what reviews say of one thing more often than the others do
  shop_id       text not null references shops,
  scope         text not null check (scope in ('product', 'category')),
  scope_id      text not null,
  aspect        text not null,
  phrase        text not null,
  ratio         real not null,                            -- log-likelihood ratio
  review_ids    jsonb not null,                           -- ids of the reviews that say it
  primary key (shop_id, scope, scope_id, aspect, phrase)
);

create table review_alarms (                              -- a share of negative opinions that went up
  shop_id       text not null references shops,
  scope         text not null check (scope in ('product', 'category')),
  scope_id      text not null,
  aspect        text not null,
  week          date not null,                            -- Monday of the closed week at which it was found
  since         date not null,                            -- Monday of the first week of the higher share
  before_count  integer not null,
  before_of     integer not null,
  after_count   integer not null,
  after_of      integer not null,
  p_value       double precision not null,                -- adjusted over all that was tested that week
  model_version text not null,
  primary key (shop_id, scope, scope_id, aspect, week)
);

create table review_alarm_weeks (                         -- each closed week is tested once: the false-alarm rate is a week's
  shop_id       text not null references shops,
  week          date not null,
  tested_at     timestamptz not null,
  primary key (shop_id, week)
);

create table pain_point_cases (                           -- what somebody does about what reviews complain of
  shop_id       text not null references shops,
  id            uuid not null,
  scope         text not null check (scope in ('product', 'category')),
  scope_id      text not null,
  aspect        text not null,
  owner_id      uuid references users,
  action        text not null default '',
  acted_on      date,                                     -- before and after are told apart by this day
  state         text not null check (state in ('open', 'acting', 'done', 'dropped')),
  version       integer not null default 1,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  primary key (shop_id, id)
);
-- One at a time for each pain point; a closed one may come back as a new one.
create unique index pain_point_cases_live on pain_point_cases (shop_id, scope, scope_id, aspect)
  where state in ('open', 'acting');
create index on reviews (shop_id, written_at desc, id);

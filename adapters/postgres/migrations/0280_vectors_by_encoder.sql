-- Vectors of several encoders stand side by side, while one takes over from another or two are compared.
alter table vectors drop constraint vectors_pkey, add primary key (shop_id, kind, ref, language, model_version);

create table serving_encoders (                          -- encoders that some process reads with; vectors of others go
  version       text primary key,
  began_at      timestamptz not null default now(),
  seen_at       timestamptz not null default now()
);
insert into serving_encoders (version) select distinct model_version from vectors;

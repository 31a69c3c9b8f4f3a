-- What shoppers do by themselves with what is kept about them; visitors with the one conversation that is theirs.
--   export:  offered -> done (fetched, once), or over at expires_at
--   erasure: confirmed -> done
--   either:  open -> done | refused, by a person
alter table privacy_requests
  alter column shopper_id drop not null,             -- null: a visitor's, of that conversation alone
  drop constraint privacy_requests_state_check,
  add constraint privacy_requests_state_check check (state in ('open', 'offered', 'confirmed', 'done', 'refused')),
  add column expires_at timestamptz,                 -- offered: until when the file can be fetched
  add column language text;                          -- in which to say that it is done
create unique index privacy_requests_confirmed on privacy_requests (shop_id, conversation_id) where state = 'confirmed';
create index privacy_requests_listed on privacy_requests (shop_id, (state = 'open') desc, requested_at desc, id desc);

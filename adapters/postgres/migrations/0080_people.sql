-- The people who work here: their sessions, their one-time links, their tries at signing in; heads of the audit chains.

alter table users
  add column version integer not null default 1,          -- counts changes, so that a write can name what it saw
  add column accepted_at timestamptz,                     -- null: invited, never signed in
  add column session_epoch integer not null default 0,    -- sessions begun under an older one are over
  add column oidc_subject text,                           -- bound at the first sign-in by the identity provider
  add column link_asked_at timestamptz,                   -- asked for a new link, which no e-mail could carry
  add constraint users_email_lower check (email = lower(email));
create index on users (shop_id);
create unique index users_oidc_subject on users (oidc_subject) where oidc_subject is not null;

create table staff_sessions (                             -- the columns are connect-pg-simple's
  sid           text primary key,
  sess          json not null,
  expire        timestamptz not null
);
create index on staff_sessions (expire);
create index staff_sessions_user on staff_sessions ((sess ->> 'userId'));

create table staff_links (                                -- one-time links: only the hash of a token is kept
  id            uuid primary key,
  kind          text not null check (kind in ('first_admin', 'invitation', 'reset')),
  user_id       uuid references users,
  token_hash    text not null unique,
  created_at    timestamptz not null,
  expires_at    timestamptz,                              -- null: good until used
  used_at       timestamptz,                              -- used, or replaced by a newer one
  check ((kind = 'first_admin') = (user_id is null))
);
create index on staff_links (user_id);
create unique index staff_links_first_admin on staff_links (kind) where kind = 'first_admin' and used_at is null;

create table staff_attempts (                             -- the columns are rate-limiter-flexible's
  key           varchar(255) primary key,
  points        integer not null default 0,
  expire        bigint                                    -- epoch milliseconds
);
create index on staff_attempts (expire);

-- The last entry of each chain. Writers take turns by its row, and a chain whose end was cut off no longer matches it.
create table audit_heads (
  shop_id       text primary key,                         -- '*': what concerns no single shop
  sequence      bigint not null,
  hash          text not null
);
create index on audit_log (at desc, shop_id, sequence desc);

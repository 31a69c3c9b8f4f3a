alter table users add column desk_keys jsonb not null default '{}';  -- the keys that somebody chose, by command of the desk

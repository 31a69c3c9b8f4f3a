-- An agent's answer that goes to the address which the shopper left as well, unless they read it in the chat first: one row
-- for a burst of replies. It holds no text and no address; both are read when it is sent, and gone when they are erased.
create table answer_mails (
  shop_id       text not null references shops,
  id            uuid not null,
  conversation_id uuid not null,
  first_sequence bigint not null,
  last_sequence bigint not null,
  state         text not null default 'waiting' check (state in ('waiting', 'sending', 'handing', 'sent', 'read', 'failed')),
  due_at        timestamptz not null,                 -- when it is sent, tried again, or given up
  read_sequence bigint not null default 0,            -- the shopper's window has shown everything up to here
  attempts      smallint not null default 0,
  claim         uuid,                                 -- whoever sends it now
  failure       text check (failure in ('refused', 'unreachable', 'unknown')),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, conversation_id) references conversations
);
create unique index answer_mails_waiting on answer_mails (shop_id, conversation_id) where state = 'waiting';
create index answer_mails_due on answer_mails (due_at) where state in ('waiting', 'sending', 'handing');
create index answer_mails_of_conversation on answer_mails (shop_id, conversation_id, created_at desc);
create index answer_mails_updated_at on answer_mails (shop_id, updated_at);

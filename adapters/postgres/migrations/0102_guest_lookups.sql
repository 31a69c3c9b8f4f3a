-- The address that a conversation was opened from, as a keyed digest: counted by, never shown, no address itself.
alter table conversations add column opened_from text;

-- How often something was tried within an hour, over all replicas: guests who look for orders, for example.
create table attempt_counts (
  shop_id       text not null references shops,
  subject       text not null,                        -- what is counted: guest-order/conversation/ID ...
  hour          timestamptz not null,
  attempts      integer not null,
  primary key (shop_id, subject, hour)
);
create index attempt_counts_hour on attempt_counts (hour);

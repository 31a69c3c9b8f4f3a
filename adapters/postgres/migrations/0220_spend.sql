create table spend (                                  -- what was spent to reach shoppers, by channel and day
  shop_id       text not null references shops,
  channel       text not null check (channel <> '' and length(channel) <= 100),
  day           date not null,
  spend_cents   bigint not null check (spend_cents >= 0),
  primary key (shop_id, channel, day)
);

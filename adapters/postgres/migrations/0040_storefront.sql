-- What the demo storefront needs beside the shared tables.

alter table orders add column code text;              -- promotion or grant code that was redeemed

create table order_counters (                         -- the next number that shoppers quote; one row lock a checkout
  shop_id       text primary key references shops,
  next_number   bigint not null
);

create unique index carts_of_shopper on carts (shop_id, shopper_id) where shopper_id is not null;
create unique index carts_of_visitor on carts (shop_id, visitor_id) where shopper_id is null;

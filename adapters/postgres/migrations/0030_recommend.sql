-- The recommendation index asks every few seconds for orders that were written since it last asked.
create index orders_changed on orders (shop_id, updated_at);

-- A clicked recommendation is looked for when an order comes in.
create index decisions_of_shopper on decisions (shop_id, shopper_id, created_at desc) where kind = 'recommendation';

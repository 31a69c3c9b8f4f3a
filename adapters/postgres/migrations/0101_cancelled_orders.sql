-- Loyalty points that an order brought: what is taken back when it is cancelled. Orders from before count none.
alter table orders add column points integer not null default 0 check (points >= 0);

-- A cancelled order takes its 'ordered' outcomes back; their ref is the order, or the order and a product.
create index outcomes_ordered on outcomes (shop_id, split_part(ref, '/', 1)) where kind = 'ordered';

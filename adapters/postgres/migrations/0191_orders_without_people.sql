-- Whose an order is stands in orders.shopper_id; what is kept of a message to apply later refunds to names nobody.
update source_records set content = jsonb_set(content::jsonb, '{order,shopper}', 'null')::text
where kind = 'order' and content is not null;

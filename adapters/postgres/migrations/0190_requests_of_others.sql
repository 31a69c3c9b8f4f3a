-- Requests come from the chat, from an agent at the desk, and from the shop's own system; the last may ask for everybody
-- whom that system told of: such a one names no shopper and no conversation.
alter table privacy_requests
  alter column conversation_id drop not null,
  add column via text not null default 'chat' check (via in ('chat', 'desk', 'shopify', 'woocommerce')),
  add column asked_by uuid references users,          -- via desk
  add constraint privacy_requests_whose check (conversation_id is not null or via in ('shopify', 'woocommerce'));
create unique index privacy_requests_open_visitor on privacy_requests (shop_id, conversation_id, kind)
  where state = 'open' and shopper_id is null and conversation_id is not null;
create unique index privacy_requests_open_shop on privacy_requests (shop_id, via, kind)
  where state = 'open' and shopper_id is null and conversation_id is null;

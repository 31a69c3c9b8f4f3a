-- A conversation's files are counted before it may send another; the sweep looks at the newest.
create index uploads_of_conversation on uploads (shop_id, conversation_id);
create index uploads_created on uploads (created_at);

-- Lists that are filtered without reading every row: decisions by what they were, shoppers by the words of their names,
-- offers by what became of them lately.
create index decisions_listed on decisions (shop_id, created_at desc, id desc)
  include (kind, slice, arm, action, policy_version);
drop index decisions_newest;
create index shoppers_name_words on shoppers using gin (to_tsvector('simple', display_name));
create index grants_lately on grants (shop_id, created_at) include (offer_id, state);

-- Whoever stands for merged identities is asked for them in every turn.
create index shoppers_merged_into on shoppers (shop_id, merged_into) where merged_into is not null;

-- Why an import failed as pages can say it in their own language: a reason and its blanks; null: as `problem` alone.
alter table imports add column problem_details jsonb;
create index imports_listed on imports (shop_id, started_at desc, id desc);
create index imports_unfinished on imports (shop_id, started_at desc) where state in ('running', 'paused', 'failed');
drop index imports_shop_id_started_at_idx;

-- Counts changes of a shop's offers, so that a process reads a thousand offers once per change and not once per draw.
create table offer_catalogues (
  shop_id       text primary key references shops,
  version       bigint not null default 1
);

insert into offer_catalogues (shop_id) select distinct shop_id from offers;

create function count_offer_changes() returns trigger language plpgsql as $$
begin
  insert into offer_catalogues as c (shop_id) select distinct shop_id from changed
  on conflict (shop_id) do update set version = c.version + 1;
  return null;
end $$;
create trigger offers_inserted after insert on offers
  referencing new table as changed for each statement execute function count_offer_changes();
create trigger offers_updated after update on offers
  referencing new table as changed for each statement execute function count_offer_changes();
create trigger offers_deleted after delete on offers
  referencing old table as changed for each statement execute function count_offer_changes();

-- The share of those chosen that was to be written to when this shopper was; the setting may change. Null: before this.
alter table outreach add column contact_share real check (contact_share between 0 and 1);

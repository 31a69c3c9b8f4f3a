-- A refit is kept for its verdict, and serves only once its own bound has cleared.
alter table learnt_choosers add column cleared boolean not null default false;

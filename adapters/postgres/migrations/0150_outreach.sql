-- Who was chosen to be written to, and who was held back for comparison: one row for a shopper and period, both arms
-- alike, written before anything is sent, so that what outreach does is counted by intention to treat.
create table outreach (
  shop_id       text not null references shops,
  id            uuid not null,
  shopper_id    uuid not null,
  period_start  date not null,                        -- the day (UTC) on which the shopper was chosen
  arm           text not null check (arm in ('contact', 'control')),
  state         text not null check (state in ('control', 'planned', 'sent', 'stopped', 'missed')),
  risk          real not null,                        -- behavioural, when chosen
  clv_cents     bigint not null,
  planned_at    timestamptz not null,
  sent_at       timestamptz,
  conversation_id uuid,                               -- where it was written; null: by e-mail alone
  sequence      bigint,
  decision_id   uuid,                                 -- the recommendation
  mail_state    text check (mail_state in ('due', 'sending', 'sent', 'stopped', 'failed')),
  mail          jsonb,                                -- {to, subject, text, stopLink} until it is out
  mail_attempts smallint not null default 0,
  mail_at       timestamptz,
  primary key (shop_id, id),
  unique (shop_id, shopper_id, period_start),
  foreign key (shop_id, shopper_id) references shoppers
);
create index outreach_planned on outreach (shop_id, planned_at) where state = 'planned';
create index outreach_mails on outreach (shop_id, mail_at) where mail_state = 'due';
create index outreach_of_shopper on outreach (shop_id, shopper_id, planned_at desc);

-- By which way an answer came: 'chat', 'link', 'source' (an import or webhook). A withdrawal that the shopper made here
-- is not overturned by a source that does not know of it.
alter table consents add column via text;

-- Imports from the console: the files that are given there, who began what, and how far each is.

alter table imports
  add column started_by  text not null default 'command line',  -- as in the audit log
  add column request     jsonb,                       -- how it was asked for in the console; null: command line
  add column file_id     uuid,                        -- of import_files; null: command line
  add column bytes_total bigint not null default 0,   -- of the file, unpacked
  add column bytes_read  bigint not null default 0,
  add column rows_written bigint not null default 0,  -- of rows_staged
  add column rejected    bigint not null default 0,   -- lines that were left out
  add column stop_wanted text check (stop_wanted in ('pause', 'cancel'));

-- Files that were sent through the console, kept below MAINSTAY_HOME until they are imported or a week old.
create table import_files (
  shop_id        text not null references shops,
  id             uuid not null,
  name           text not null,                       -- as the browser tells it
  bytes          bigint not null,                     -- as announced
  sha256         text,                                -- these three of the content, unpacked; null: not whole yet
  unpacked_bytes bigint,
  is_utf8        boolean,
  uploaded_by    uuid not null,
  uploaded_at    timestamptz not null,
  primary key (shop_id, id)
);

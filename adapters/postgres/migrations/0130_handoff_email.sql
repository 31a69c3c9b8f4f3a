-- Where somebody who asked for a person while nobody was in wants the answer sent as well. Personal data: erased with the
-- conversation, never in a log.
alter table handoffs add column answer_email text check (char_length(answer_email) <= 254);

-- Who wrote a canned reply last, for colleagues who wonder; the audit log has every change.
alter table desk_canned add column updated_by uuid;

create trigger entry_no_truncate before truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger seal_no_truncate before truncate on audit.seal
  for each statement execute function audit.refuse_change();
create trigger seal_entry_no_truncate before truncate on audit.seal_entry
  for each statement execute function audit.refuse_change();

create index entry_at on audit.entry (at);

create schema if not exists audit;

create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  by_username text not null,
  action text not null,
  kind text not null,
  record text not null,
  detail text,
  transaction_id xid8 not null default pg_current_xact_id()
);
create index entry_record on audit.entry (record, id desc);
create index entry_by on audit.entry (by_username, id desc);

create table audit.seal (
  number bigint primary key,
  sealed_at timestamptz not null,
  entries int not null check (entries > 0),
  previous_hash text not null,
  hash text not null
);

create table audit.seal_entry (
  entry_id bigint primary key,
  seal_number bigint not null references audit.seal (number)
);
create index seal_entry_seal on audit.seal_entry (seal_number, entry_id);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only';
end $$;

create trigger entry_append_only before update or delete on audit.entry
  for each row execute function audit.refuse_change();
create trigger seal_append_only before update or delete on audit.seal
  for each row execute function audit.refuse_change();
create trigger seal_entry_append_only before update or delete on audit.seal_entry
  for each row execute function audit.refuse_change();

create schema if not exists dossier;

create sequence dossier.dossier_id as bigint cache 50;

create table dossier.dossier (
  id bigint primary key default nextval('dossier.dossier_id'),
  code text not null unique check (code <> ''),
  external_code text,
  procedure_version_id bigint not null,
  -- the unit that received it: statistics count there, for ever
  unit_id bigint not null,
  -- the unit that has the work now
  responsible_unit_id bigint not null,
  channel text not null,
  applicant_name text not null,
  applicant_kind text not null default 'citizen',
  applicant_id_number text,
  applicant_phone text,
  applicant_email text,
  applicant_address text,
  representative text,
  received_at timestamptz not null,
  accepted_at timestamptz,
  due_at timestamptz,
  due_explanation text[] not null default '{}',
  ended_at timestamptz,
  returned_at timestamptz,
  state text not null,
  paused_since timestamptz,
  step_no int,
  step_unit_id bigint,
  step_role text,
  step_due_at timestamptz,
  officer text,
  copies int not null default 1,
  papers jsonb not null default '[]',
  fee bigint,
  handled_outside boolean not null default false,
  note text,
  import_id bigint,
  follow_key text,
  version int not null default 1
);
create index dossier_unit on dossier.dossier (unit_id, received_at desc);
create index dossier_responsible on dossier.dossier (responsible_unit_id) where ended_at is null;
create index dossier_work on dossier.dossier (step_unit_id, step_role, due_at) where ended_at is null;
create index dossier_officer on dossier.dossier (officer) where ended_at is null;
create index dossier_id_number on dossier.dossier (applicant_id_number, id desc) where applicant_id_number is not null;
create index dossier_external_code on dossier.dossier (external_code) where external_code is not null;

-- The ledger: one row for each transition, never changed. A row says all there is to know of its
-- dossier from `effective_at` on, as far as it was known at `recorded_at`.
create table dossier.state_history (
  dossier_id bigint not null,
  seq int not null,
  unit_id bigint not null,
  responsible_unit_id bigint not null,
  procedure_version_id bigint not null,
  channel text not null,
  state text not null,
  -- uncounted, pending, suspended, resolved, refused, withdrawn, stopped
  category text not null,
  accepted_at timestamptz,
  due_at timestamptz,
  ended_at timestamptz,
  -- the end is known by its day only
  ended_day_only boolean not null default false,
  effective_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (dossier_id, seq)
);
create index state_history_recorded on dossier.state_history using brin (recorded_at);

create function dossier.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the state history is append-only';
end $$;
create trigger state_history_append_only before update or delete on dossier.state_history
  for each row execute function dossier.refuse_change();

-- The last word of each dossier's history in few bytes, written in the same transaction. A dossier
-- is straight while its history is: accepted, then perhaps ended, with one due moment; such a one is
-- counted from this row alone. `motcua verify` recounts it from the history.
create table dossier.standing (
  dossier_id bigint primary key,
  accepted_at timestamptz not null,
  due_at timestamptz,
  ended_at timestamptz,
  unit_id int not null,
  responsible_unit_id int not null,
  procedure_version_id int not null,
  -- i in person, f online full, p online partial, o online other, b by post
  channel "char" not null,
  -- p pending, s suspended, r resolved, x refused, w withdrawn, t stopped
  category "char" not null,
  ended_day_only boolean not null,
  straight boolean not null
) with (fillfactor = 90);
create index standing_winding on dossier.standing (dossier_id) where not straight;

create table dossier.step_run (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossier.dossier (id),
  no int not null,
  name text not null,
  unit_id bigint not null,
  role text not null,
  officer text,
  started_at timestamptz not null,
  due_at timestamptz,
  allowed_minutes bigint,
  finished_at timestamptz,
  used_minutes bigint,
  paused_minutes bigint not null default 0,
  late boolean,
  note text
);
create index step_run_dossier on dossier.step_run (dossier_id, id);
create index step_run_unit on dossier.step_run (unit_id, finished_at);

create table dossier.event (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossier.dossier (id),
  at timestamptz not null,
  by_username text not null,
  kind text not null,
  note text
);
create index event_dossier on dossier.event (dossier_id, id);

-- Numbers of the day: issued once, never again.
create table dossier.number_counter (
  agency text not null,
  day date not null,
  last int not null,
  primary key (agency, day)
);

create table dossier.import_run (
  id bigint generated always as identity primary key,
  by_username text not null,
  account_id bigint not null,
  file_name text not null,
  file bytea,
  sha256 text not null,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  phase text not null default 'waiting',
  rows_total int not null default 0,
  rows_done int not null default 0,
  imported int,
  updated int,
  unchanged int,
  rejected jsonb not null default '[]'
);

create function dossier.channel_letter(channel text) returns "char"
  language sql immutable strict parallel safe
  return (case channel when 'in_person' then 'i' when 'online_full' then 'f' when 'online_partial' then 'p'
               when 'online_other' then 'o' when 'post' then 'b' end)::"char";

create function dossier.category_letter(category text) returns "char"
  language sql immutable strict parallel safe
  return (case category when 'pending' then 'p' when 'suspended' then 's' when 'resolved' then 'r'
               when 'refused' then 'x' when 'withdrawn' then 'w' when 'stopped' then 't' end)::"char";

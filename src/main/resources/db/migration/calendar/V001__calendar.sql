create schema if not exists calendar;

-- One row; its number changes with every change below, so that each node sees cheaply whether what
-- it has built is still right. From a sequence: a change that was rolled back uses up its number.
create sequence calendar.revision_number;
create table calendar.revision (
  one boolean primary key default true check (one),
  number bigint not null
);
insert into calendar.revision (number) values (nextval('calendar.revision_number'));

create function calendar.revise() returns trigger language plpgsql as $$
begin
  update calendar.revision set number = nextval('calendar.revision_number');
  return null;
end $$;

create table calendar.special_day (
  day date primary key,
  kind text not null check (kind in ('OFF', 'MAKE_UP')),
  name text not null check (name <> ''),
  replaces date,
  source text not null check (source <> ''),
  status text not null check (status in ('ANNOUNCED', 'COMPUTED')),
  version int not null default 1,
  check (kind = 'MAKE_UP' or replaces is null)
);
create trigger special_day_revises after insert or update or delete on calendar.special_day
  for each statement execute function calendar.revise();

-- The hours of the unit and everything under it that has none of its own; those without a unit are
-- everybody's.
create table calendar.working_hours (
  id bigint generated always as identity primary key,
  unit_id bigint unique nulls not distinct references organization.unit (id),
  cut_off time not null,
  version int not null default 1
);
create trigger working_hours_revises after insert or update or delete on calendar.working_hours
  for each statement execute function calendar.revise();

create table calendar.session (
  working_hours_id bigint not null references calendar.working_hours (id) on delete cascade,
  weekday int not null check (weekday between 1 and 7),
  starts time not null,
  ends time not null,
  primary key (working_hours_id, weekday, starts),
  check (starts < ends)
);
create trigger session_revises after insert or update or delete on calendar.session
  for each statement execute function calendar.revise();

with everybody as (
  insert into calendar.working_hours (unit_id, cut_off) values (null, '15:00') returning id
)
insert into calendar.session (working_hours_id, weekday, starts, ends)
select e.id, w.weekday, h.starts, h.ends
from everybody e
cross join generate_series(1, 5) as w (weekday)
cross join (values ('07:00'::time, '11:30'::time), ('13:30', '17:00')) as h (starts, ends);

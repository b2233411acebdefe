create schema if not exists demo;

-- The parts of the demonstration that stand in this installation, each loaded in one transaction.
create table demo.loaded (
  part text primary key,
  loaded_at timestamptz not null default clock_timestamp()
);

create schema if not exists identity;

create table identity.account (
  id bigint generated always as identity primary key,
  username text not null unique check (username = lower(username) and username <> ''),
  full_name text not null,
  email text,
  title text,
  password_hash text not null,
  must_change_password boolean not null default false,
  enabled boolean not null default true,
  failures int not null default 0,
  locked_until timestamptz,
  acting_unit_id bigint,
  created_at timestamptz not null default now(),
  version int not null default 1
);

create table identity.role_grant (
  account_id bigint not null references identity.account (id) on delete cascade,
  role text not null,
  unit_id bigint not null,
  primary key (account_id, role, unit_id)
);
create index role_grant_unit on identity.role_grant (unit_id, role);

create table identity.token (
  id bigint generated always as identity primary key,
  account_id bigint not null references identity.account (id) on delete cascade,
  name text not null,
  hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table identity.idempotency (
  account_id bigint not null references identity.account (id) on delete cascade,
  key text not null,
  request_hash text not null,
  started_at timestamptz not null default now(),
  status int,
  content_type text,
  location text,
  body bytea,
  primary key (account_id, key)
);
create index idempotency_started on identity.idempotency (started_at);

create schema if not exists organization;

-- A unit is (code, valid_from): codes are re-used over time.
create table organization.unit (
  id bigint generated always as identity primary key,
  code text not null check (code <> ''),
  valid_from date not null,
  valid_to date,
  name text not null check (name <> ''),
  tier text not null check (tier in ('PROVINCE', 'DISTRICT', 'COMMUNE', 'OFFICE', 'SERVICE')),
  parent_id bigint references organization.unit (id),
  agency text,
  aliases text[] not null default '{}',
  position int not null default 0,
  search text generated always as (public.fold(name)) stored,
  version int not null default 1,
  unique (code, valid_from),
  check (valid_to is null or valid_to >= valid_from)
);
create index unit_parent on organization.unit (parent_id);
create index unit_search on organization.unit using gin (search public.gin_trgm_ops);

create table organization.succession (
  predecessor_id bigint not null references organization.unit (id),
  successor_id bigint not null references organization.unit (id),
  on_day date not null,
  kind text not null check (kind in ('merge', 'split', 'rename', 'move')),
  primary key (predecessor_id, successor_id)
);

-- Every unit with itself (depth 0) and all above it; kept by the module when a unit is added or moved.
create table organization.unit_closure (
  ancestor_id bigint not null references organization.unit (id),
  descendant_id bigint not null references organization.unit (id),
  depth int not null,
  primary key (ancestor_id, descendant_id)
);
create index unit_closure_descendant on organization.unit_closure (descendant_id, ancestor_id);

create function organization.rebuild_closure() returns void language sql as $$
  delete from organization.unit_closure;
  with recursive up as (
    select id as ancestor_id, id as descendant_id, 0 as depth from organization.unit
    union all
    select u.parent_id, up.descendant_id, up.depth + 1
    from up join organization.unit u on u.id = up.ancestor_id
    where u.parent_id is not null
  )
  insert into organization.unit_closure select * from up;
$$;

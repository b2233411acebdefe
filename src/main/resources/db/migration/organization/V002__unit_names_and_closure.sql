-- Names as people compare them: without marks, case, apostrophes and punctuation.
create function organization.plain_name(raw text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(
    translate(public.fold(raw), '''’‘`´ʼ', ''), '[^a-z0-9]+', ' ', 'g'));

-- The same without the words for the kind of unit in front: "UBND xã Nam Đà" is "nam da".
create function organization.bare_name(raw text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(organization.plain_name(raw), '^(ubnd|uy ban nhan dan) (?=.)', ''),
    '^(thi xa|thi tran|thanh pho|xa|phuong|huyen|quan|tinh|tx|tt|tp) (?=.)', '');

create function organization.bare_names(name text, aliases text[]) returns text[]
  language sql immutable strict parallel safe
  return (select array_agg(distinct organization.bare_name(n)) from unnest(array_append(aliases, name)) n);

alter table organization.unit
  add column bare_names text[] generated always as (organization.bare_names(name, aliases)) stored;
create index unit_bare_names on organization.unit using gin (bare_names);

-- Writes only what differs, one caller at a time: readers keep a whole tree, two editors cannot clash.
create or replace function organization.rebuild_closure() returns void language plpgsql as $$
begin
  lock table organization.unit_closure in share row exclusive mode;
  create temporary table fresh_closure on commit drop as
    with recursive up as (
      select id as ancestor_id, id as descendant_id, 0 as depth from organization.unit
      union all
      select u.parent_id, up.descendant_id, up.depth + 1
      from up join organization.unit u on u.id = up.ancestor_id
      where u.parent_id is not null
    )
    select * from up;
  delete from organization.unit_closure c
    where not exists (select 1 from fresh_closure f
                      where f.ancestor_id = c.ancestor_id and f.descendant_id = c.descendant_id
                        and f.depth = c.depth);
  insert into organization.unit_closure (ancestor_id, descendant_id, depth)
    select ancestor_id, descendant_id, depth from fresh_closure
    on conflict do nothing;
  drop table fresh_closure;
end $$;

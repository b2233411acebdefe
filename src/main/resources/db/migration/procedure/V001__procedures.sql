create schema if not exists procedure;

create table procedure.procedure (
  id bigint generated always as identity primary key,
  code text not null unique check (code <> ''),
  -- The row of the list that it was last imported from, to tell what a new list changes.
  imported_row jsonb,
  version int not null default 1
);

-- One row is one whole version, read in one piece and never changed.
create table procedure.version (
  id bigint generated always as identity primary key,
  procedure_id bigint not null references procedure.procedure (id),
  number int not null check (number > 0),
  valid_from date not null,
  imported boolean not null,
  name text not null check (name <> ''),
  field text not null,
  levels text[] not null default '{}',
  same_day boolean not null,
  pause_rule text not null check (pause_rule in ('PAUSE', 'RESTART')),
  online_level text not null check (online_level in ('UNKNOWN', 'NONE', 'PARTIAL', 'FULL')),
  terms jsonb not null check (jsonb_typeof(terms) = 'object'),
  term_texts jsonb not null check (jsonb_typeof(term_texts) = 'object'),
  components jsonb not null check (jsonb_typeof(components) = 'array'),
  fees jsonb not null check (jsonb_typeof(fees) = 'array'),
  steps jsonb not null check (jsonb_typeof(steps) = 'array'),
  publication jsonb not null check (jsonb_typeof(publication) = 'object'),
  review text[] not null default '{}',
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null,
  search text generated always as (public.fold(name)) stored,
  unique (procedure_id, number)
);
create index version_search on procedure.version using gin (search public.gin_trgm_ops);
create index version_field on procedure.version (field);

create table procedure.default_process (
  unit_id bigint primary key references organization.unit (id),
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null
);

-- The version of a procedure that holds on a day: the latest valid by then, else the first imported one.
create function procedure.in_force(procedure_key bigint, on_day date) returns bigint
  language sql stable parallel safe
  return (select v.id from procedure.version v
          where v.procedure_id = procedure_key and (v.valid_from <= on_day or v.imported)
          order by (v.valid_from <= on_day) desc, abs(v.valid_from - on_day), v.number desc
          limit 1);

-- Loads the library, so that its setting is known below.
select public.word_similarity('a', 'a');

-- Keys of the versions whose name answers a question: it holds the words, or nearly.
create function procedure.answering(question text) returns setof bigint
  language sql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.5
  as $$
    select id from procedure.version where search like '%' || question || '%'
    union
    select id from procedure.version where question operator(public.<%) search
    union
    select id from procedure.version
    where search like all (select '%' || word || '%' from unnest(string_to_array(question, ' ')) word)
  $$;

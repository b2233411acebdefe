-- As fold, and i for y: people write ký and kí, quý and quí.
create function procedure.spelled(raw text) returns text
  language sql immutable strict parallel safe
  return translate(public.fold(raw), 'y', 'i');

drop function procedure.answering(text);
drop index procedure.version_search;
alter table procedure.version drop column search;
alter table procedure.version add column search text generated always as (procedure.spelled(name)) stored;
create index version_search on procedure.version using gin (search public.gin_trgm_ops);

-- Keys of the versions whose name holds the question, or words that begin as its words do, or nearly so.
create function procedure.answering(question text) returns setof bigint
  language sql stable parallel safe
  set pg_trgm.word_similarity_threshold = 0.5
  as $$
    select id from procedure.version where search like '%' || question || '%'
    union
    select id from procedure.version where question operator(public.<%) search
    union
    select id from procedure.version
    where ' ' || search like all (select '% ' || word || '%' from unnest(string_to_array(question, ' ')) word)
  $$;

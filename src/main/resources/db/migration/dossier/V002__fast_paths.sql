-- Codes are compared byte by byte: no language orders them, and it is much faster.
alter table dossier.dossier alter column code type text collate "C";
alter table dossier.dossier alter column external_code type text collate "C";

-- Where a dossier stands, and of the resolved how timely: e early, o on time, l late; else the
-- letter of the category. Days are those of Asia/Ho_Chi_Minh, seven hours ahead since 1975.
create function dossier.status_letter(
    category "char", due_at timestamptz, ended_at timestamptz, ended_day_only boolean) returns "char"
  language sql immutable parallel safe
  return case
    when category <> 'r' then category
    when due_at is null then 'o'
    when date_bin('1 day', ended_at, '2000-01-01 00:00+07') < date_bin('1 day', due_at, '2000-01-01 00:00+07') then 'e'
    when ended_at > due_at and (not ended_day_only
         or date_bin('1 day', ended_at, '2000-01-01 00:00+07') > date_bin('1 day', due_at, '2000-01-01 00:00+07')) then 'l'
    else 'o' end::"char";

-- `settled_at`: when the last row of the history took effect. From then on the standing says all,
-- also of a dossier that is not straight.
alter table dossier.standing
  add column settled_at timestamptz,
  add column status "char" not null
    generated always as (dossier.status_letter(category, due_at, ended_at, ended_day_only)) stored;
update dossier.standing s
set settled_at = (select h.effective_at from dossier.state_history h
                  where h.dossier_id = s.dossier_id order by h.seq desc limit 1);
alter table dossier.standing alter column settled_at set not null;
drop index dossier.standing_winding;
create index standing_winding on dossier.standing (settled_at) where not straight;

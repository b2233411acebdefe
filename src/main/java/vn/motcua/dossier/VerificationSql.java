package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where what is kept beside the history disagrees with it.
@Repository
class VerificationSql {
    // The last row of each dossier's history, and whether all of the history is straight.
    private static final String HISTORY =
            """
            with last as (
              select distinct on (dossier_id) *
              from dossier.state_history order by dossier_id, seq desc
            ), shape as (
              select dossier_id,
                     bool_and(category <> 'suspended')
                       and count(distinct due_at) filter (where category <> 'uncounted') <= 1
                       and (count(due_at) filter (where category <> 'uncounted') = 0
                            or bool_and(due_at is not null) filter (where category <> 'uncounted'))
                       and count(distinct responsible_unit_id) filter (where category <> 'uncounted') <= 1
                       and count(distinct ended_at) <= 1
                       and bool_and(effective_at >= previous) as straight
              from (select h.*, coalesce(lag(effective_at) over (partition by dossier_id order by seq), effective_at) as previous
                    from dossier.state_history h) h
              group by dossier_id
            )
            """;
    private static final String STANDINGS =
            HISTORY
                    + """
                    select d.code
                    from last l
                    join shape p on p.dossier_id = l.dossier_id
                    left join dossier.dossier d on d.id = l.dossier_id
                    full join dossier.standing s on s.dossier_id = l.dossier_id and l.category <> 'uncounted'
                    where (l.dossier_id is null)
                       or (l.category <> 'uncounted' and (
                            s.dossier_id is null
                            or s.unit_id <> l.unit_id
                            or s.responsible_unit_id <> l.responsible_unit_id
                            or s.procedure_version_id <> l.procedure_version_id
                            or s.channel <> dossier.channel_letter(l.channel)
                            or s.category <> dossier.category_letter(l.category)
                            or s.accepted_at is distinct from l.accepted_at
                            or s.due_at is distinct from l.due_at
                            or s.ended_at is distinct from l.ended_at
                            or s.ended_day_only <> l.ended_day_only
                            or s.settled_at <> l.effective_at
                            or (s.straight and not p.straight)))
                    order by 1 limit 100
                    """;
    private static final String DOSSIERS =
            HISTORY
                    + """
                    select d.code
                    from dossier.dossier d left join last l on l.dossier_id = d.id
                    where l.dossier_id is null
                       or d.state <> l.state and not (d.state = 'PROCESSING' and l.state = 'ACCEPTED')
                       or d.unit_id <> l.unit_id
                       or d.responsible_unit_id <> l.responsible_unit_id
                       or d.due_at is distinct from l.due_at
                       or (l.category <> 'uncounted' and d.ended_at is distinct from l.ended_at)
                    order by 1 limit 100
                    """;
    private static final String ROOTS = "select id from organization.unit where parent_id is null";
    private static final String SPAN =
            """
            select min((accepted_at at time zone 'Asia/Ho_Chi_Minh')::date) as first,
                   max((effective_at at time zone 'Asia/Ho_Chi_Minh')::date) as last
            from dossier.state_history
            """;

    record Span(LocalDate first, LocalDate last) {}

    private final JdbcClient jdbc;

    VerificationSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> wrongStandings() {
        return jdbc.sql(STANDINGS).query((row, n) -> String.valueOf(row.getString(1))).list();
    }

    List<String> wrongDossiers() {
        return jdbc.sql(DOSSIERS).query((row, n) -> row.getString(1)).list();
    }

    List<Long> roots() {
        return jdbc.sql(ROOTS).query((row, n) -> row.getLong(1)).list();
    }

    List<Span> span() {
        return jdbc
                .sql(SPAN)
                .query((row, n) ->
                        new Span(
                                row.getObject("first", LocalDate.class),
                                row.getObject("last", LocalDate.class)))
                .list()
                .stream()
                .filter(span -> span.first() != null)
                .toList();
    }
}

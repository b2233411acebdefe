package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.offset;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes the ledger and, in the same statement, the standing that it amounts to.
@Repository
class HistorySql {
    // A dossier stays straight while a row only accepts it, ends it, or adds nothing that is
    // counted.
    private static final String APPEND =
            """
            with before as (
              select seq from dossier.state_history where dossier_id = :dossier order by seq desc limit 1
            ), added as (
              insert into dossier.state_history
                (dossier_id, seq, unit_id, responsible_unit_id, procedure_version_id, channel, state,
                 category, accepted_at, due_at, ended_at, ended_day_only, effective_at)
              values
                (:dossier, coalesce((select seq from before), 0) + 1, :unit, :responsible, :procedure,
                 :channel, :state, :category, :acceptedAt, :dueAt, :endedAt, false, :effectiveAt)
            )
            insert into dossier.standing as s
              (dossier_id, accepted_at, due_at, ended_at, unit_id, responsible_unit_id,
               procedure_version_id, channel, category, ended_day_only, straight, settled_at)
            select :dossier, :acceptedAt, :dueAt, :endedAt, :unit, :responsible, :procedure,
                   dossier.channel_letter(:channel), dossier.category_letter(:category), false,
                   :category = 'pending' and :acceptedAt::timestamptz = :effectiveAt, :effectiveAt
            where :acceptedAt::timestamptz is not null
            on conflict (dossier_id) do update
            set accepted_at = excluded.accepted_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
                responsible_unit_id = excluded.responsible_unit_id, category = excluded.category,
                ended_day_only = excluded.ended_day_only, settled_at = excluded.settled_at,
                straight = s.straight
                  and excluded.settled_at >= s.settled_at
                  and excluded.category <> 's'
                  and s.accepted_at = excluded.accepted_at
                  and s.due_at is not distinct from excluded.due_at
                  and s.responsible_unit_id = excluded.responsible_unit_id
                  and case when s.ended_at is null
                        then excluded.ended_at is null or excluded.ended_at = excluded.settled_at
                        else s.ended_at is not distinct from excluded.ended_at
                          and s.category = excluded.category
                          and s.ended_day_only = excluded.ended_day_only end
            """;

    private final JdbcClient jdbc;

    HistorySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(long id, Dossier dossier, Instant effectiveAt) {
        Progress progress = dossier.progress();
        jdbc.sql(APPEND)
                .param("dossier", id)
                .param("unit", dossier.unit().value())
                .param("responsible", progress.responsibleUnit().value())
                .param("procedure", dossier.procedureVersion())
                .param("channel", dossier.channel().code())
                .param("state", progress.state().name())
                .param(
                        "category",
                        progress.acceptedAt() == null
                                ? "uncounted"
                                : progress.state().outcome().map(Outcome::code).orElse("uncounted"))
                .param("acceptedAt", offset(progress.acceptedAt()))
                .param("dueAt", offset(progress.dueAt()))
                .param("endedAt", offset(progress.endedAt()))
                .param("effectiveAt", offset(effectiveAt))
                .update();
    }
}

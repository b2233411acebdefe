package vn.motcua.dossier;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.DossierListSql.Listed;
import vn.motcua.figure.WorkCounts;
import vn.motcua.figure.WorkItem;
import vn.motcua.figure.WorkItemSource;
import vn.motcua.identity.Actor;

/// Dossiers whose step waits for a person, those filed online and not yet accepted, and results
/// that wait for the citizen.
@Component
class DossierWork implements WorkItemSource {
    private final DossierListSql sql;
    private final WorkingCalendars calendars;
    private final Clock clock;

    DossierWork(DossierListSql sql, WorkingCalendars calendars, Clock clock) {
        this.sql = sql;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Override
    public List<WorkItem> waitingFor(Actor actor, WorkItem.@Nullable Group only, int limit) {
        Instant now = clock.instant();
        return sql
                .work(
                        actor.username(),
                        actor.grants(),
                        only == null ? null : only.name(),
                        now,
                        tomorrow(now),
                        limit)
                .stream()
                .map(listed -> item(listed, actor, now))
                .toList();
    }

    @Override
    public WorkCounts count(Actor actor) {
        Instant now = clock.instant();
        return sql.workCounts(actor.username(), actor.grants(), now, tomorrow(now));
    }

    private static Instant tomorrow(Instant now) {
        return Vietnamese.startOf(Vietnamese.day(now).plusDays(1));
    }

    private WorkItem item(Listed listed, Actor actor, Instant now) {
        WorkItem.Group group =
                WorkItem.Group.valueOf(listed.urgency() == null ? "COMING" : listed.urgency());
        Instant due = earlier(listed.stepDueAt(), listed.dueAt());
        return new WorkItem(
                group,
                "/ho-so/" + listed.code(),
                listed.code(),
                listed.procedureName(),
                listed.applicant(),
                step(listed),
                usedShare(listed, now),
                due,
                actor.username().equals(listed.officer()),
                action(listed),
                standing(listed, due, now));
    }

    private static String step(Listed listed) {
        return listed.stepNo() == null
                ? listed.state().label()
                : listed.stepNo() + ". " + listed.stepName();
    }

    private static String action(Listed listed) {
        return switch (listed.state()) {
            case FILED -> "Tiếp nhận";
            case COMPLETED -> "Trả kết quả";
            case AWAITING_SUPPLEMENT -> "Nhận bổ sung";
            case SUSPENDED -> "Xem";
            case ACCEPTED, PROCESSING -> listed.officer() == null ? "Nhận việc" : "Xử lý";
            case DECLINED, WITHDRAWN, REFUSED, STOPPED, RETURNED -> "Xem";
        };
    }

    private static String standing(Listed listed, @Nullable Instant due, Instant now) {
        return switch (listed.state()) {
            case AWAITING_SUPPLEMENT -> "chờ công dân bổ sung";
            case SUSPENDED -> "tạm dừng";
            case COMPLETED -> "chờ công dân đến nhận";
            case FILED, ACCEPTED, PROCESSING -> {
                if (due == null) {
                    yield "chưa có hạn";
                }
                Duration left = Duration.between(now, due);
                yield left.isNegative()
                        ? "quá hạn " + Vietnamese.span(left)
                        : "còn " + Vietnamese.span(left);
            }
            case DECLINED, WITHDRAWN, REFUSED, STOPPED, RETURNED -> listed.state().label();
        };
    }

    private @Nullable Integer usedShare(Listed listed, Instant now) {
        Long allowed = listed.allowedMinutes();
        Instant started = listed.stepStartedAt();
        Long unit = listed.stepUnit();
        if (allowed == null || allowed == 0 || started == null || unit == null) {
            return null;
        }
        long used =
                calendars.of(new UnitId(unit)).workingMinutesBetween(started, now)
                        - listed.pausedMinutes();
        return (int) Math.clamp(100 * used / allowed, 0, 999);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null) {
            return other;
        }
        return other == null || one.isBefore(other) ? one : other;
    }
}

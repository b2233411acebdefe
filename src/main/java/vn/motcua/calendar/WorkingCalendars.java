package vn.motcua.calendar;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.motcua.calendar.CalendarSql.StoredHours;
import vn.motcua.common.UnitId;

/// Gives the working calendar of a unit: that of its nearest ancestor, itself included, with
/// working hours of its own, else everybody's.
///
/// What is kept in memory is built from the database and checked against its revision at most once
/// a second: another node's change is seen within that time, this node's own at once after its
/// commit. No lock is held while the database is asked, so that threads which hold a connection
/// never wait for one that has none.
@Component
public class WorkingCalendars {
    private static final long RECHECK_NANOS = 1_000_000_000L;

    private final CalendarSql sql;
    private final LongSupplier nanoTime;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile @Nullable Snapshot snapshot;

    private static final class Snapshot {
        final long revision;
        final AtomicLong checkedAt;
        final Days days;
        final WorkingHours everybody;
        final Map<Long, WorkingHours> own;
        final Map<WorkingHours, WorkingCalendar> calendars = new ConcurrentHashMap<>();
        final Map<UnitId, WorkingHours> byUnit = new ConcurrentHashMap<>();

        Snapshot(
                long revision,
                long now,
                Days days,
                WorkingHours everybody,
                Map<Long, WorkingHours> own) {
            this.revision = revision;
            this.checkedAt = new AtomicLong(now);
            this.days = days;
            this.everybody = everybody;
            this.own = own;
        }

        WorkingCalendar calendar(WorkingHours hours) {
            return calendars.computeIfAbsent(hours, key -> new WorkingCalendar(key, days));
        }
    }

    @Autowired
    WorkingCalendars(CalendarSql sql) {
        this(sql, System::nanoTime);
    }

    WorkingCalendars(CalendarSql sql, LongSupplier nanoTime) {
        this.sql = sql;
        this.nanoTime = nanoTime;
    }

    public WorkingCalendar of(UnitId unit) {
        Snapshot now = current();
        if (now.own.isEmpty()) {
            return now.calendar(now.everybody);
        }
        WorkingHours hours = now.byUnit.get(unit);
        if (hours == null) {
            Long nearest = sql.nearestHours(unit.value()).orElse(null);
            hours = nearest == null ? now.everybody : now.own.getOrDefault(nearest, now.everybody);
            now.byUnit.put(unit, hours);
        }
        return now.calendar(hours);
    }

    /// The calendar of units for which nothing else is set.
    public WorkingCalendar standard() {
        Snapshot now = current();
        return now.calendar(now.everybody);
    }

    /// Forgets what is kept; for the node that has just changed the calendar.
    void forget() {
        generation.incrementAndGet();
        snapshot = null;
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        if (known == null) {
            return load();
        }
        long now = nanoTime.getAsLong();
        long checkedAt = known.checkedAt.get();
        if (now - checkedAt < RECHECK_NANOS || !known.checkedAt.compareAndSet(checkedAt, now)) {
            return known;
        }
        if (sql.revision() != known.revision) {
            return load();
        }
        known.byUnit.clear();
        return known;
    }

    private Snapshot load() {
        int started = generation.get();
        long now = nanoTime.getAsLong();
        long revision = sql.revision();
        Days days = new Days(sql.specialDays(Days.FIRST, Days.LAST));
        WorkingHours everybody = null;
        Map<Long, WorkingHours> own = new ConcurrentHashMap<>();
        for (StoredHours stored : sql.allHours()) {
            if (stored.unit() == null) {
                everybody = stored.hours();
            } else {
                own.put(stored.id(), stored.hours());
            }
        }
        if (everybody == null) {
            throw new IllegalStateException("calendar.working_hours has no row for everybody");
        }
        Snapshot fresh = new Snapshot(revision, now, days, everybody, own);
        if (generation.get() == started) {
            snapshot = fresh;
        }
        return fresh;
    }
}

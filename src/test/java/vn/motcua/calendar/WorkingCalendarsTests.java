package vn.motcua.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

@IntegrationTest
@RecordApplicationEvents
class WorkingCalendarsTests {
    private static final LocalDate DAY = LocalDate.of(2041, 3, 6);

    @Autowired WorkingCalendars calendars;
    @Autowired CalendarChanges changes;
    @Autowired CalendarSql sql;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    @Autowired ApplicationEvents events;

    private UnitId province;
    private UnitId commune;
    private Actor administrator;

    @BeforeEach
    void units() {
        province = new UnitId(fixtures.unit(Fixtures.unique("TINH"), "Tỉnh", "PROVINCE", null));
        commune =
                new UnitId(fixtures.unit(Fixtures.unique("XA"), "Xã", "COMMUNE", province.value()));
        administrator =
                fixtures.account(
                        Fixtures.unique("quantrilich"), province.value(), Role.ADMINISTRATOR);
    }

    @Test
    void givesTheHoursOfTheNearestAncestor() {
        assertThat(calendars.of(commune)).isSameAs(calendars.standard());

        changes.setHours(province, CalendarFixtures.POLICE, 0, "Tỉnh", administrator);

        assertThat(calendars.of(province).hours()).isEqualTo(CalendarFixtures.POLICE);
        assertThat(calendars.of(commune)).isSameAs(calendars.of(province));
        assertThat(calendars.of(new UnitId(-1))).isSameAs(calendars.standard());

        WorkingHours own = new WorkingHours(CalendarFixtures.OFFICE.week(), LocalTime.of(14, 30));
        changes.setHours(commune, own, 0, "Xã", administrator);

        assertThat(calendars.of(commune).cutOff()).isEqualTo(LocalTime.of(14, 30));
        assertThat(calendars.of(province).cutOff()).isEqualTo(LocalTime.of(15, 0));

        changes.inheritHours(commune, 1, "Xã", administrator);

        assertThat(calendars.of(commune)).isSameAs(calendars.of(province));
        assertThat(events.stream(CalendarChanged.class))
                .extracting(CalendarChanged::unit)
                .containsExactly(province, commune, commune);
        assertThat(journaled(administrator))
                .containsExactly(
                        "calendar.set-hours", "calendar.set-hours", "calendar.inherit-hours");
    }

    @Test
    void refusesHoursThatSomeoneElseHasChanged() {
        changes.setHours(commune, CalendarFixtures.POLICE, 0, "Xã", administrator);
        changes.setHours(commune, CalendarFixtures.OFFICE, 1, "Xã", administrator);

        for (int stale : new int[] {0, 1}) {
            assertThatThrownBy(() ->
                            changes.setHours(
                                    commune, CalendarFixtures.POLICE, stale, "Xã", administrator))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem ->
                                    assertThat(problem.code()).isEqualTo("calendar.hours-changed"));
        }
        assertThat(calendars.of(commune).hours()).isEqualTo(CalendarFixtures.OFFICE);
    }

    @Test
    void anotherNodeSeesAChangeWithinASecond() {
        AtomicLong nanos = new AtomicLong();
        WorkingCalendars other = new WorkingCalendars(sql, nanos::get);
        assertThat(other.of(commune).isWorkingDay(DAY)).isTrue();

        changes.add(List.of(off(DAY)), administrator);

        assertThat(calendars.of(commune).isWorkingDay(DAY)).isFalse();
        assertThat(other.of(commune).isWorkingDay(DAY)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(other.of(commune).isWorkingDay(DAY)).isFalse();
        assertThat(events.stream(CalendarChanged.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.unit()).isNull();
                    assertThat(event.from()).isEqualTo(DAY);
                    assertThat(event.by()).isEqualTo(administrator.username());
                    assertThat(event.reason())
                            .isEqualTo("Thêm ngày nghỉ 06/03/2041, bão (Công điện 1; đã công bố)");
                });

        changes.remove(DAY, 1, administrator);

        assertThat(calendars.of(commune).isWorkingDay(DAY)).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(other.of(commune).isWorkingDay(DAY)).isTrue();
        assertThat(journaled(administrator))
                .containsExactly("calendar.add-day", "calendar.remove-day");
    }

    @Test
    void asksForTheRevisionOnceASecondAtMost() {
        AtomicLong nanos = new AtomicLong();
        WorkingCalendars other = new WorkingCalendars(sql, nanos::get);
        WorkingCalendar first = other.of(commune);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(other.of(commune)).as("nothing changed: not built again").isSameAs(first);
    }

    @Test
    void aMovedUnitTakesTheHoursOfItsNewPlace() {
        UnitId elsewhere =
                new UnitId(fixtures.unit(Fixtures.unique("TINH"), "Nơi khác", "PROVINCE", null));
        changes.setHours(province, CalendarFixtures.POLICE, 0, "Tỉnh", administrator);
        AtomicLong nanos = new AtomicLong();
        WorkingCalendars node = new WorkingCalendars(sql, nanos::get);
        assertThat(node.of(commune).hours()).isEqualTo(CalendarFixtures.POLICE);

        jdbc.sql("update organization.unit set parent_id = :parent where id = :id")
                .param("parent", elsewhere.value())
                .param("id", commune.value())
                .update();
        jdbc.sql("select organization.rebuild_closure()").query((row, n) -> 0).list();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(node.of(commune)).isSameAs(node.standard());
    }

    @Test
    void forgetsNothingOfAChangeThatWasRolledBack() {
        LocalDate day = LocalDate.of(2041, 3, 7);
        transactions.executeWithoutResult(status -> {
            changes.add(List.of(off(day)), administrator);
            status.setRollbackOnly();
        });

        assertThat(calendars.standard().isWorkingDay(day)).isTrue();
        assertThat(journaled(administrator)).isEmpty();
    }

    @Test
    void anAnnouncedDayTakesThePlaceOfAnExpectedOne() {
        LocalDate expected = LocalDate.of(2041, 11, 24);
        assertThat(sql.specialDay(expected).orElseThrow().status())
                .isEqualTo(SpecialDay.Status.COMPUTED);
        SpecialDay announced =
                new SpecialDay(
                        expected,
                        SpecialDay.Kind.OFF,
                        "Ngày Văn hóa Việt Nam",
                        null,
                        "Thông báo 1",
                        SpecialDay.Status.ANNOUNCED,
                        0);

        changes.add(List.of(announced), administrator);

        assertThat(sql.specialDay(expected).orElseThrow().source()).isEqualTo("Thông báo 1");
        assertThatThrownBy(() -> changes.add(List.of(announced), administrator))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.errors())
                                        .extracting(error -> error.message())
                                        .containsExactly(
                                                "Ngày 24/11/2041 đã có trong lịch. Hãy mở ngày đó để"
                                                        + " sửa."));
    }

    @Test
    void onlyAdministratorsAtTheTopChangeWhatConcernsAll() {
        Actor below =
                fixtures.account(Fixtures.unique("quantrixa"), commune.value(), Role.ADMINISTRATOR);

        assertThatThrownBy(() -> changes.add(List.of(off(DAY.plusDays(2))), below))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("calendar.only-top"));
    }

    private static SpecialDay off(LocalDate day) {
        return new SpecialDay(
                day,
                SpecialDay.Kind.OFF,
                "bão",
                null,
                "Công điện 1",
                SpecialDay.Status.ANNOUNCED,
                0);
    }

    private List<String> journaled(Actor actor) {
        return jdbc.sql(
                        """
                        select action from audit.entry
                        where by_username = :by and action like 'calendar.%' order by id
                        """)
                .param("by", actor.username())
                .query((row, n) -> row.getString(1))
                .list();
    }
}

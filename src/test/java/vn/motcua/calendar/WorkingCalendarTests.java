package vn.motcua.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.motcua.calendar.CalendarFixtures.at;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTests {
    private final WorkingCalendar office = CalendarFixtures.office2026();
    private final WorkingCalendar police = CalendarFixtures.police2026();

    @ParameterizedTest
    @CsvSource({
        "2026-02-12, 5, WORKING_DAYS, 2026-02-26",
        "2026-01-07, 3, WORKING_DAYS, 2026-01-10",
        "2026-08-20, 5, WORKING_DAYS, 2026-08-26",
        "2026-04-24, 3, WORKING_DAYS, 2026-05-04",
        "2026-11-20, 3, WORKING_DAYS, 2026-11-26",
        "2026-08-21, 1, WORKING_DAYS, 2026-08-22",
        "2026-02-05, 10, DAYS, 2026-02-23",
        "2026-04-20, 7, DAYS, 2026-04-28",
        "2026-08-16, 15, DAYS, 2026-09-03",
        "2026-01-31, 1, MONTHS, 2026-03-02",
        "2026-03-31, 1, MONTHS, 2026-05-04",
        "2026-01-15, 2, MONTHS, 2026-03-16",
        "2026-02-14, 0, WORKING_DAYS, 2026-02-23",
        "2026-02-14, 0, DAYS, 2026-02-23",
    })
    void countsDaysFromTheDayAfterReceiptToTheEndOfWork(
            String received, int amount, TermUnit unit, String due) {
        for (String hour : List.of("T00:00", "T06:30", "T09:15:20", "T12:00", "T16:59", "T23:59")) {
            assertThat(office.due(at(received + hour), new Term(amount, unit)).dueAt())
                    .as(hour)
                    .isEqualTo(at(due + "T17:00"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T08:00, 4, 2026-03-02T14:00",
        "2026-03-02T07:00, 8, 2026-03-02T17:00",
        "2026-03-02T06:00, 8, 2026-03-02T17:00",
        "2026-03-02T12:00, 1, 2026-03-02T14:30",
        "2026-03-02T18:00, 1, 2026-03-03T08:00",
        "2026-03-06T16:00, 2, 2026-03-09T08:00",
        "2026-02-13T16:00, 8, 2026-02-23T16:00",
        "2026-01-09T16:00, 8, 2026-01-10T16:00",
        "2026-02-17T10:00, 1, 2026-02-23T08:00",
        "2026-03-02T12:00, 0, 2026-03-02T13:30",
    })
    void runsHoursInsideTheSessions(String received, int hours, String due) {
        assertThat(office.due(at(received), new Term(hours, TermUnit.HOURS)).dueAt())
                .isEqualTo(at(due));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:00, 2026-03-02T17:00",
        "2026-03-02T15:00, 2026-03-02T17:00",
        "2026-03-02T15:00:01, 2026-03-03T17:00",
        "2026-03-06T16:30, 2026-03-09T17:00",
        "2026-03-07T09:00, 2026-03-09T17:00",
        "2026-02-13T15:30, 2026-02-23T17:00",
        "2026-01-09T15:30, 2026-01-10T17:00",
    })
    void endsSameDayProceduresThatDayOrTheNextWorkingDay(String received, String due) {
        assertThat(office.dueSameDay(at(received)).dueAt()).isEqualTo(at(due));
    }

    @Test
    void neverSetsASameDayDeadlineBeforeTheReceipt() {
        assertThat(police.dueSameDay(at("2026-03-07T09:00")).dueAt())
                .isEqualTo(at("2026-03-07T11:30"));
        assertThat(police.dueSameDay(at("2026-03-07T14:00")).dueAt())
                .isEqualTo(at("2026-03-09T17:00"));
        assertThat(office.due(at("2026-03-02T18:00"), new Term(0, TermUnit.DAYS)).dueAt())
                .isEqualTo(at("2026-03-03T17:00"));
    }

    @Test
    void countsTheSaturdayMorningsOfAUnitThatWorksThem() {
        assertThat(police.due(at("2026-03-05T09:00"), new Term(2, TermUnit.WORKING_DAYS)).dueAt())
                .isEqualTo(at("2026-03-07T11:30"));
        assertThat(police.due(at("2026-03-06T16:00"), new Term(5, TermUnit.HOURS)).dueAt())
                .isEqualTo(at("2026-03-07T11:00"));
    }

    @Test
    void worksTheSessionsOfTheReplacedWeekdayOnAMakeUpDay() {
        assertThat(police.workingMinutesBetween(at("2026-01-10T00:00"), at("2026-01-11T00:00")))
                .isEqualTo(480);
        assertThat(office.isWorkingMoment(at("2026-01-10T16:59"))).isTrue();
    }

    @Test
    void hasTheWorkingDaysOf2026() {
        int[] counts =
                Arrays.stream(Month.values())
                        .mapToInt(month ->
                                (int)
                                        YearMonth.of(2026, month)
                                                .atDay(1)
                                                .datesUntil(
                                                        YearMonth.of(2026, month)
                                                                .plusMonths(1)
                                                                .atDay(1))
                                                .filter(office::isWorkingDay)
                                                .count())
                        .toArray();

        assertThat(counts).containsExactly(21, 15, 22, 20, 20, 22, 23, 21, 20, 22, 20, 23);
    }

    @Test
    void knowsWhenWorkIsDone() {
        assertThat(office.isWorkingMoment(at("2026-03-02T07:00"))).isTrue();
        assertThat(office.isWorkingMoment(at("2026-03-02T11:30"))).isFalse();
        assertThat(office.isWorkingMoment(at("2026-03-02T06:59:59.999"))).isFalse();
        assertThat(office.isWorkingMoment(at("2026-02-17T09:00"))).isFalse();
        assertThat(office.nextWorkingMoment(at("2026-03-02T09:00")))
                .isEqualTo(at("2026-03-02T09:00"));
        assertThat(office.nextWorkingMoment(at("2026-03-02T11:30")))
                .isEqualTo(at("2026-03-02T13:30"));
        assertThat(office.nextWorkingMoment(at("2026-02-13T17:00")))
                .isEqualTo(at("2026-02-23T07:00"));
        assertThat(office.cutOff()).isEqualTo(CalendarFixtures.CUT_OFF);
        assertThat(office.isWorkingDay(LocalDate.of(2026, 8, 22))).isTrue();
    }

    @Test
    void explainsADeadlineAsAnOfficerWould() {
        assertThat(office.due(at("2026-02-12T09:00"), new Term(5, TermUnit.WORKING_DAYS)).text())
                .isEqualTo(
                        "nhận thứ Năm 12/02/2026; 5 ngày làm việc tính từ 13/02; trừ 16–20/02 nghỉ"
                                + " Tết; đến hết 26/02");
        assertThat(office.due(at("2026-01-07T09:00"), new Term(3, TermUnit.WORKING_DAYS)).text())
                .isEqualTo(
                        "nhận thứ Tư 07/01/2026; 3 ngày làm việc tính từ 08/01; tính cả thứ Bảy"
                                + " 10/01 làm bù cho 02/01; đến hết 10/01");
        assertThat(office.due(at("2026-04-24T09:00"), new Term(3, TermUnit.WORKING_DAYS)).text())
                .isEqualTo(
                        "nhận thứ Sáu 24/04/2026; 3 ngày làm việc tính từ 25/04; trừ 27/04 nghỉ Giỗ"
                                + " Tổ Hùng Vương; trừ 30/04–01/05 nghỉ lễ 30/4 và 1/5; đến hết"
                                + " 04/05");
        assertThat(office.due(at("2026-02-05T09:00"), new Term(10, TermUnit.DAYS)).text())
                .isEqualTo(
                        "nhận thứ Năm 05/02/2026; 10 ngày tính từ 06/02; ngày cuối Chủ nhật 15/02"
                                + " là ngày nghỉ, chuyển sang ngày làm việc tiếp theo; trừ 16–20/02"
                                + " nghỉ Tết; đến hết 23/02");
        assertThat(office.due(at("2026-08-16T09:00"), new Term(15, TermUnit.DAYS)).text())
                .isEqualTo(
                        "nhận Chủ nhật 16/08/2026; 15 ngày tính từ 17/08; ngày cuối thứ Hai 31/08"
                                + " nghỉ Quốc khánh, chuyển sang ngày làm việc tiếp theo; trừ"
                                + " 01–02/09 nghỉ Quốc khánh; đến hết 03/09");
        assertThat(office.due(at("2026-02-13T17:30"), new Term(4, TermUnit.HOURS)).text())
                .isEqualTo(
                        "nhận 17:30 thứ Sáu 13/02/2026; 4 giờ làm việc; nhận ngoài giờ làm việc,"
                                + " tính từ 07:00 thứ Hai 23/02; trừ 16–20/02 nghỉ Tết; đến 11:00"
                                + " 23/02");
        assertThat(office.dueSameDay(at("2026-03-06T15:30")).text())
                .isEqualTo(
                        "nhận 15:30 thứ Sáu 06/03/2026; trả kết quả trong ngày; nhận sau 15:00,"
                                + " chuyển sang ngày làm việc tiếp theo; đến hết 09/03");
        assertThat(office.due(at("2026-12-31T09:00"), new Term(1, TermUnit.WORKING_DAYS)).text())
                .isEqualTo(
                        "nhận thứ Năm 31/12/2026; 1 ngày làm việc tính từ 01/01/2027; đến hết"
                                + " 01/01/2027");
    }

    @Test
    void saysWhereADayOffIsOnlyExpected() {
        Days days =
                new Days(
                        List.of(
                                new SpecialDay(
                                        LocalDate.of(2027, 4, 16),
                                        SpecialDay.Kind.OFF,
                                        "Giỗ Tổ Hùng Vương",
                                        null,
                                        "tính theo luật",
                                        SpecialDay.Status.COMPUTED,
                                        1)));

        assertThat(
                        new WorkingCalendar(CalendarFixtures.OFFICE, days)
                                .due(at("2027-04-15T09:00"), new Term(1, TermUnit.WORKING_DAYS))
                                .explanation())
                .contains("trừ 16/04 nghỉ Giỗ Tổ Hùng Vương (dự kiến, chưa công bố)");
    }

    @Test
    void refusesWhatLiesOutsideItsYears() {
        assertThatThrownBy(() ->
                        office.due(
                                at("2026-03-02T09:00"), new Term(100_000, TermUnit.WORKING_DAYS)))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() ->
                        office.due(
                                at("2026-03-02T09:00"),
                                new Term(Integer.MAX_VALUE, TermUnit.MONTHS)))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> office.plusWorkingMinutes(at("2026-03-02T09:00"), Long.MAX_VALUE))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> office.plusWorkingMinutes(at("2026-03-02T09:00"), -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> office.isWorkingDay(LocalDate.of(1999, 12, 31)))
                .isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> new Term(-1, TermUnit.DAYS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(WorkingCalendar.covers(at("2026-03-02T09:00"))).isTrue();
        assertThat(WorkingCalendar.covers(at("1999-12-31T09:00"))).isFalse();
        assertThat(WorkingCalendar.covers(at("2049-06-01T09:00"))).isFalse();
    }
}

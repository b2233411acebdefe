package vn.motcua.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.identity.Role;

@IntegrationTest
class CalendarApiTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;

    private String code;
    private String username;

    @BeforeEach
    void someone() {
        code = Fixtures.unique("LICH");
        username = Fixtures.unique("lich");
        fixtures.account(
                username, fixtures.unit(code, "UBND xã Lịch", "COMMUNE", null), Role.COUNTER);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-12T09:00:00+07:00, 5, working_days, 2026-02-26T17:00:00+07:00",
        "2026-01-07T09:00, 3, working_days, 2026-01-10T17:00:00+07:00",
        "2026-08-20, 5, working_days, 2026-08-26T17:00:00+07:00",
        "2026-04-24T17:30:00.123Z, 3, working_days, 2026-05-04T17:00:00+07:00",
        "2026-04-24T16:30:15.5+07:00, 3, working_days, 2026-05-04T17:00:00+07:00",
        "2026-11-20T09:00, 3, working_days, 2026-11-26T17:00:00+07:00",
        "2026-08-21T16:59, 1, working_days, 2026-08-22T17:00:00+07:00",
        "2026-02-05T09:00, 10, days, 2026-02-23T17:00:00+07:00",
        "2026-04-20T09:00, 7, days, 2026-04-28T17:00:00+07:00",
        "2026-08-16T09:00, 15, days, 2026-09-03T17:00:00+07:00",
        "2026-03-31T09:00, 1, months, 2026-05-04T17:00:00+07:00",
        "2026-02-13T16:00, 8, hours, 2026-02-23T16:00:00+07:00",
        "2026-03-06T15:01, '', same_day, 2026-03-09T17:00:00+07:00",
        "2024-05-02T09:00, 2, working_days, 2024-05-04T17:00:00+07:00",
        "2024-02-07T09:00, 1, working_days, 2024-02-15T17:00:00+07:00",
        "2025-04-25T09:00, 1, working_days, 2025-04-26T17:00:00+07:00",
        "2023-04-28T09:00, 1, working_days, 2023-05-04T17:00:00+07:00",
        "2027-02-04T09:00, 1, working_days, 2027-02-12T17:00:00+07:00",
        "2027-04-29T09:00, 1, working_days, 2027-05-04T17:00:00+07:00",
        "2028-08-31T09:00, 1, working_days, 2028-09-05T17:00:00+07:00",
    })
    void answersWithTheDaysOffInTheDatabase(String start, String term, String in, String due) {
        assertThat(ask(code, start, term, in))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.dueAt")
                .isEqualTo(due);
    }

    @Test
    void explainsStepByStep() {
        assertThat(ask(code, "2026-02-12T09:00:00+07:00", "5", "working_days"))
                .bodyJson()
                .isStrictlyEqualTo(
                        """
                        {"dueAt": "2026-02-26T17:00:00+07:00",
                         "explanation": ["nhận thứ Năm 12/02/2026", "5 ngày làm việc tính từ 13/02",
                                         "trừ 16–20/02 nghỉ Tết", "đến hết 26/02"]}
                        """);
    }

    @Test
    void readsAnOffsetWhosePlusWasNotEscaped() {
        assertThat(ask(code, "2026-02-12T09:00:00 07:00", "5", "working_days"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.dueAt")
                .isEqualTo("2026-02-26T17:00:00+07:00");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            textBlock =
                    """
                    hôm qua | 5 | days | start | Không hiểu thời điểm "hôm qua"; hãy viết như 2026-02-12T09:00 hoặc 2026-02-12T09:00:00+07:00.
                    2026-02-30T09:00 | 5 | days | start | Không hiểu thời điểm "2026-02-30T09:00"; hãy viết như 2026-02-12T09:00 hoặc 2026-02-12T09:00:00+07:00.
                    1999-12-31T09:00 | 5 | days | start | Lịch làm việc chỉ tính cho thời điểm nhận từ năm 2000 đến năm 2048.
                    ^^ | 5 | days | start | Thiếu thời điểm nhận.
                    2026-02-12T09:00 | -1 | days | term | Thời hạn phải là số nguyên không âm, không phải "-1".
                    2026-02-12T09:00 | 2,5 | days | term | Thời hạn phải là số nguyên không âm, không phải "2,5".
                    2026-02-12T09:00 | năm | days | term | Thời hạn phải là số nguyên không âm, không phải "năm".
                    2026-02-12T09:00 | ^^ | days | term | Thiếu thời hạn.
                    2026-02-12T09:00 | 99999999999 | days | term | Thời hạn phải là số nguyên không âm, không phải "99999999999".
                    2026-02-12T09:00 | 99999999 | days | term | Hạn vượt quá năm 2049, năm cuối của lịch.
                    2026-02-12T09:00 | 99999999 | months | term | Hạn vượt quá năm 2049, năm cuối của lịch.
                    2026-02-12T09:00 | 99999999 | hours | term | Hạn vượt quá năm 2049, năm cuối của lịch.
                    2026-02-12T09:00 | 99999999 | working_days | term | Hạn vượt quá năm 2049, năm cuối của lịch.
                    2026-02-12T09:00 | 5 | weeks | in | Không có đơn vị tính "weeks"; chỉ có working_days, days, hours, months, same_day.
                    2026-02-12T09:00 | 5 | ^^ | in | Thiếu đơn vị tính thời hạn.
                    """)
    void refusesWithTheField(String start, String term, String in, String field, String message) {
        MvcTestResult answer = ask(code, start, term, in);

        assertThat(answer).hasStatus(422);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("input.invalid");
        assertThat(answer).bodyJson().extractingPath("$.errors.length()").isEqualTo(1);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo(field);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].message").isEqualTo(message);
    }

    @Test
    void tellsAllThatIsMissingAtOnce() {
        assertThat(
                        mvc.get()
                                .uri("/api/v1/calendar/due")
                                .header("Authorization", Fixtures.basic(username)))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactly("unit", "start", "in", "term");
    }

    @Test
    void hidesUnitsOfOthersAndThoseThatAreNot() {
        String other = Fixtures.unique("LICH");
        fixtures.unit(other, "UBND xã Khác", "COMMUNE", null);

        for (String unit : new String[] {other, "KHONG-CO"}) {
            MvcTestResult answer = ask(unit, "2026-02-12T09:00", "5", "days");
            assertThat(answer).hasStatus(404);
            assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo("unit.not-found");
        }
        assertThat(
                        mvc.get()
                                .uri("/api/v1/calendar/due")
                                .param("unit", code)
                                .param("start", "2026-02-12T09:00")
                                .param("term", "5")
                                .param("in", "days"))
                .hasStatus(401);
    }

    private MvcTestResult ask(String unit, String start, String term, String in) {
        return mvc.get()
                .uri("/api/v1/calendar/due")
                .param("unit", unit)
                .param("start", start)
                .param("term", term)
                .param("in", in)
                .header("Authorization", Fixtures.basic(username))
                .exchange();
    }
}

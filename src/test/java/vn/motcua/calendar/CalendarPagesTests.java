package vn.motcua.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

@IntegrationTest
class CalendarPagesTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired CalendarSql sql;
    @Autowired WorkingCalendars calendars;

    private String code;
    private long province;
    private long commune;
    private String top;
    private String below;

    @BeforeEach
    void people() {
        code = Fixtures.unique("LICHTRANG");
        province = fixtures.unit(code, "UBND tỉnh " + code, "PROVINCE", null);
        commune = fixtures.unit(code + "X", "UBND xã <Trang> " + code, "COMMUNE", province);
        top = Fixtures.unique("lichtinh");
        below = Fixtures.unique("lichxa");
        fixtures.account(top, province, Role.ADMINISTRATOR);
        fixtures.account(below, commune, Role.ADMINISTRATOR);
    }

    @Test
    void showsAYearWithEachDayItsMarkAndSource() throws Exception {
        Document page = page(get(top, "/quan-tri/lich?nam=2026"));

        assertThat(page.select("h1").text()).isEqualTo("Lịch làm việc năm 2026");
        assertThat(page.select(".mc-month")).hasSize(12);
        assertThat(page.select(".mc-month").first().select("caption").text())
                .isEqualTo("Tháng 1 · 21 ngày làm việc");
        assertThat(page.text()).contains("249 ngày làm việc theo giờ làm việc chung");
        assertThat(page.select("a[href=/quan-tri/lich/ngay/2026-02-16]").first().attr("aria-label"))
                .isEqualTo("thứ Hai 16/02/2026: nghỉ Tết. Căn cứ: Thông báo 9441/TB-BNV");
        assertThat(page.select("td.mc-day-made-up a").eachText()).containsExactly("10 bù", "22 bù");
        assertThat(page.select(".alert-warning")).isEmpty();
        assertThat(page.select("a[href='/quan-tri/lich/ngay/moi']")).isNotEmpty();
    }

    @Test
    void saysThatLaterYearsAreOnlyExpected() throws Exception {
        Document page = page(get(top, "/quan-tri/lich?nam=2027"));

        assertThat(page.select(".alert-warning").text()).contains("của năm 2027 mới là dự kiến");
        assertThat(page.select("td.mc-day-expected")).isNotEmpty();
        assertThat(page(get(top, "/quan-tri/lich?nam=2012")).select(".mc-empty").text())
                .startsWith("Năm 2012 chưa có ngày nghỉ hay làm bù nào. Hãy thêm ngày");
    }

    @Test
    void showsAnAdministratorBelowTheDaysWithoutTheirChange() throws Exception {
        Document page = page(get(below, "/quan-tri/lich?nam=2026"));

        assertThat(page.select("a[href^=/quan-tri/lich/ngay]")).isEmpty();
        assertThat(get(below, "/quan-tri/lich/ngay/moi")).hasStatus(403);
        assertThat(get(below, "/quan-tri/lich/gio/mac-dinh")).hasStatus(403);
        assertThat(post(below, "/quan-tri/lich/ngay", day("2042-01-01"))).hasStatus(403);
        assertThat(post(below, "/quan-tri/lich/ngay/2026-02-16/bo", Map.of("version", "1")))
                .hasStatus(403);
    }

    @Test
    void isForAdministratorsOnly() {
        String counter = Fixtures.unique("lichquay");
        fixtures.account(counter, province, Role.COUNTER);

        for (String path :
                new String[] {
                    "/quan-tri/lich",
                    "/quan-tri/lich/tai-xuong",
                    "/quan-tri/lich/gio",
                    "/quan-tri/lich/gio/tai-xuong",
                    "/quan-tri/lich/gio/" + commune,
                    "/quan-tri/lich/tinh-thu",
                    "/quan-tri/lich/ngay/moi"
                }) {
            assertThat(get(counter, path)).as(path).hasStatus(403);
        }
    }

    @Test
    void addsChangesAndRemovesDays() throws Exception {
        Map<String, String> form = day("2042-06-09");
        form.put("until", "2042-06-11");
        assertThat(post(top, "/quan-tri/lich/ngay", form))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/quan-tri/lich?nam=2042");
        assertThat(calendars.standard().isWorkingDay(LocalDate.of(2042, 6, 10))).isFalse();

        Map<String, String> madeUp = day("2042-06-14");
        madeUp.put("kind", "MAKE_UP");
        madeUp.put("replaces", "2042-06-11");
        assertThat(post(top, "/quan-tri/lich/ngay", madeUp)).hasStatus3xxRedirection();
        assertThat(calendars.standard().isWorkingDay(LocalDate.of(2042, 6, 14))).isTrue();

        Document refused =
                unprocessable(
                        post(top, "/quan-tri/lich/ngay/2042-06-11/bo", Map.of("version", "1")));
        assertThat(refused.select(".mc-errors a[href=#f-day]").text())
                .isEqualTo(
                        "Ngày 11/06/2042 được làm bù vào 14/06/2042. Hãy bỏ hoặc sửa ngày làm bù"
                                + " trước.");

        Document edit = page(get(top, "/quan-tri/lich/ngay/2042-06-10"));
        assertThat(edit.select("#f-name").val()).isEqualTo("hội");
        Map<String, String> change = day("2042-06-10");
        change.put("name", "hội <b>lớn</b>");
        change.put("version", edit.select("input[name=version]").first().val());
        assertThat(post(top, "/quan-tri/lich/ngay/2042-06-10", change)).hasStatus3xxRedirection();
        assertThat(page(get(top, "/quan-tri/lich?nam=2042")).select("td:contains(hội <b>lớn)"))
                .isNotEmpty();
        assertThat(post(top, "/quan-tri/lich/ngay/2042-06-10", change)).hasStatus(409);
        assertThat(post(top, "/quan-tri/lich/ngay/2042-06-10/bo", Map.of("version", "1")))
                .hasStatus(409);
        assertThat(post(top, "/quan-tri/lich/ngay/2042-06-10/bo", Map.of("version", "2")))
                .hasStatus3xxRedirection();
        assertThat(calendars.standard().isWorkingDay(LocalDate.of(2042, 6, 10))).isTrue();
        assertThat(get(top, "/quan-tri/lich/ngay/2042-06-10")).hasStatus(404);
    }

    @Test
    void givesTheFormBackWithWhatIsWrong() throws Exception {
        Map<String, String> form = day("");
        form.put("name", " ");
        form.put("source", "x".repeat(301));
        form.put("kind", "HOLIDAY");
        form.put("status", "");
        Document page = unprocessable(post(top, "/quan-tri/lich/ngay", form));

        assertThat(page.select(".mc-errors li").eachText())
                .containsExactly(
                        "Thiếu ngày.",
                        "Hãy chọn một trong các mục có sẵn.",
                        "Hãy chọn một trong các mục có sẵn.",
                        "Thiếu tên dịp nghỉ.",
                        "Dài quá 300 ký tự; hãy viết gọn lại.");
        page.select(".mc-errors a")
                .forEach(link ->
                        assertThat(page.select(link.attr("href"))).as("" + link).hasSize(1));

        assertThat(errors("2042-02-01", "until", "2042-01-01"))
                .isEqualTo("Ngày cuối phải từ ngày đầu trở đi.");
        assertThat(errors("2042-02-01", "until", "2042-03-01"))
                .isEqualTo("Mỗi lần thêm nhiều nhất 15 ngày.");
        assertThat(errors("2042-02-01", "replaces", "2042-03-01"))
                .isEqualTo("Chỉ ngày làm bù mới ghi ngày được làm bù.");
        assertThat(errors("1980-02-01", "until", ""))
                .isEqualTo("Lịch chỉ có từ năm 2000 đến năm 2049.");
        assertThat(errors("mai", "until", "")).isEqualTo("Không hiểu ngày này; hãy chọn lại.");
        assertThat(errors("2042-02-05", "kind", "MAKE_UP"))
                .isEqualTo("05/02/2042 là thứ Tư, vốn đã là ngày làm việc nên không thể làm bù.");
        assertThat(errors("2026-02-16", "until", ""))
                .isEqualTo("Ngày 16/02/2026 đã có trong lịch. Hãy mở ngày đó để sửa.");
        Map<String, String> unknown = day("2042-02-08");
        unknown.put("kind", "MAKE_UP");
        unknown.put("replaces", "2042-02-05");
        assertThat(
                        unprocessable(post(top, "/quan-tri/lich/ngay", unknown))
                                .select(".mc-errors li")
                                .text())
                .isEqualTo(
                        "Ngày được làm bù 05/02/2042 chưa có trong lịch nghỉ. Hãy thêm ngày nghỉ đó"
                                + " trước.");
    }

    @Test
    void setsTheHoursOfAUnitAndTakesThemBack() throws Exception {
        assertThat(page(get(below, "/quan-tri/lich/gio")).select(".mc-empty").text())
                .startsWith("Chưa đơn vị nào có giờ riêng");
        Document found = page(get(below, "/quan-tri/lich/gio?q=" + code));
        assertThat(found.select("tbody tr")).hasSize(1);
        assertThat(found.select("tbody a").text()).isEqualTo("UBND xã <Trang> " + code);
        assertThat(found.select("tbody td").eachText())
                .contains("giờ chung", "T2–T6 07:00–11:30, 13:30–17:00");

        Map<String, String> form = hours();
        assertThat(post(below, "/quan-tri/lich/gio/" + commune, form))
                .hasRedirectedUrl("/quan-tri/lich/gio");
        WorkingCalendar own = calendars.of(new UnitId(commune));
        assertThat(own.hours().text()).isEqualTo("T2–T6 07:30–11:30, 13:00–17:00; T7 07:30–11:00");
        assertThat(own.cutOff()).hasToString("14:30");
        assertThat(calendars.of(new UnitId(province))).isSameAs(calendars.standard());
        assertThat(page(get(below, "/quan-tri/lich/gio")).select("tbody td").eachText())
                .contains("giờ riêng", "14:30");
        assertThat(post(below, "/quan-tri/lich/gio/" + commune, form)).hasStatus(409);

        Document edit = page(get(below, "/quan-tri/lich/gio/" + commune));
        assertThat(edit.select("#f-from-6-0").val()).isEqualTo("07:30");
        assertThat(edit.select("#f-from-7-0").val()).isEmpty();
        assertThat(
                        post(
                                below,
                                "/quan-tri/lich/gio/" + commune + "/theo-cap-tren",
                                Map.of("version", "1")))
                .hasStatus3xxRedirection();
        assertThat(calendars.of(new UnitId(commune))).isSameAs(calendars.standard());
    }

    @Test
    void refusesHoursThatCannotBe() throws Exception {
        Map<String, String> form = hours();
        form.put("from-1-0", "bảy giờ");
        form.put("to-2-0", "07:00");
        form.put("from-3-1", "11:00");
        form.put("to-4-1", "");
        form.put("cutOff", "25:00");
        Document page = unprocessable(post(below, "/quan-tri/lich/gio/" + commune, form));

        assertThat(page.select(".mc-errors li").eachText())
                .containsExactly(
                        "Thứ Hai: không hiểu giờ \"bảy giờ\"; hãy viết như 07:30.",
                        "Thứ Ba: giờ kết thúc phải sau giờ bắt đầu.",
                        "Thứ Tư: buổi chiều phải bắt đầu sau khi buổi sáng kết thúc.",
                        "Thứ Năm: buổi làm việc cần cả giờ bắt đầu và giờ kết thúc.",
                        "không hiểu giờ \"25:00\"; hãy viết như 07:30.");
        assertThat(page.select("#f-from-1-0").val()).isEqualTo("bảy giờ");
        page.select(".mc-errors a")
                .forEach(link ->
                        assertThat(page.select(link.attr("href"))).as("" + link).hasSize(1));

        assertThat(
                        unprocessable(
                                        post(
                                                below,
                                                "/quan-tri/lich/gio/" + commune,
                                                Map.of("version", "0", "cutOff", "15:00")))
                                .select(".mc-errors li")
                                .text())
                .isEqualTo("Tuần phải có ít nhất một buổi làm việc.");
        assertThat(post(below, "/quan-tri/lich/gio/" + province, hours())).hasStatus(404);
        assertThat(post(below, "/quan-tri/lich/gio/abc", hours())).hasStatus(404);
    }

    @Test
    void triesADeadlineAndShowsWhy() throws Exception {
        assertThat(page(get(top, "/quan-tri/lich/tinh-thu")).select("#f-unit").val())
                .isEqualTo(code);
        Document page =
                page(
                        get(
                                top,
                                "/quan-tri/lich/tinh-thu?unit="
                                        + code
                                        + "X&start=2026-02-12T09:00&term=5&in=working_days"));
        assertThat(page.select(".mc-due").text()).isEqualTo("17:00 thứ Năm 26/02/2026");
        assertThat(page.select(".mc-why li").eachText()).contains("trừ 16–20/02 nghỉ Tết");

        Document wrong =
                unprocessable(
                        get(top, "/quan-tri/lich/tinh-thu?unit=KHONG&start=&term=-5&in=days"));
        assertThat(wrong.select(".mc-errors li").eachText())
                .containsExactly(
                        "Thiếu thời điểm nhận.",
                        "Thời hạn phải là số nguyên không âm, không phải \"-5\".",
                        "Không có đơn vị mã này trong phạm vi của bạn.");
    }

    @Test
    void downloadsTheDaysOfAYear() {
        Cookie[] session = get(top, "/quan-tri/lich").getResponse().getCookies();

        assertThat(session).extracting(Cookie::getName).isNotEmpty();
        assertThat(download(session, "/quan-tri/lich/tai-xuong?nam=2026&dang=csv"))
                .hasStatusOk()
                .bodyText()
                .contains("2026-01-10,thứ Bảy,Ngày làm bù,Làm bù dịp Tết Dương lịch,2026-01-02");
        assertThat(download(session, "/quan-tri/lich/gio/tai-xuong?q=" + code)).hasStatusOk();
        assertThat(download(session, "/quan-tri/lich/tai-xuong?dang=pdf")).hasStatus(400);
    }

    private MvcTestResult download(Cookie[] session, String uri) {
        return mvc.get().uri(uri).with(user(top)).cookie(session).exchange();
    }

    private String errors(String first, String field, String value) throws Exception {
        Map<String, String> form = day(first);
        form.put(field, value);
        return unprocessable(post(top, "/quan-tri/lich/ngay", form)).select(".mc-errors li").text();
    }

    private static Map<String, String> day(String day) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("kind", "OFF");
        form.put("day", day);
        form.put("name", "hội");
        form.put("source", "Quyết định 1");
        form.put("status", "ANNOUNCED");
        return form;
    }

    private static Map<String, String> hours() {
        Map<String, String> form = new LinkedHashMap<>();
        for (int day = 1; day <= 5; day++) {
            form.put("from-" + day + "-0", "07:30");
            form.put("to-" + day + "-0", "11h30");
            form.put("from-" + day + "-1", "13h");
            form.put("to-" + day + "-1", "17:00");
        }
        form.put("from-6-0", "7:30");
        form.put("to-6-0", "11:00");
        form.put("cutOff", "14:30");
        form.put("version", "0");
        return form;
    }

    private MvcTestResult get(String username, String uri) {
        return mvc.get().uri(uri).with(user(username)).exchange();
    }

    private MvcTestResult post(String username, String uri, Map<String, String> form) {
        var request = mvc.post().uri(uri).with(user(username)).with(csrf());
        form.forEach(request::param);
        return request.exchange();
    }

    private static Document page(MvcTestResult answer) throws UnsupportedEncodingException {
        assertThat(answer).hasStatusOk();
        return parsed(answer);
    }

    private static Document unprocessable(MvcTestResult answer)
            throws UnsupportedEncodingException {
        assertThat(answer).hasStatus(422);
        return parsed(answer);
    }

    private static Document parsed(MvcTestResult answer) throws UnsupportedEncodingException {
        return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
    }
}

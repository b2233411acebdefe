package vn.motcua.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class VietnameseTests {
    @Test
    void printsNumbersAsOfficesDo() {
        assertThat(Vietnamese.number(0)).isEqualTo("0");
        assertThat(Vietnamese.number(1_082)).isEqualTo("1.082");
        assertThat(Vietnamese.number(-1_234_567)).isEqualTo("-1.234.567");
        assertThat(Vietnamese.number(new BigDecimal("1082.50"))).isEqualTo("1.082,5");
        assertThat(Vietnamese.percent(new BigDecimal("94.5"))).isEqualTo("94,5%");
        assertThat(Vietnamese.percent(new BigDecimal("100.00"))).isEqualTo("100,00%");
        assertThat(Vietnamese.percent(null)).isEqualTo("–");
        assertThat(Vietnamese.money(150_000)).isEqualTo("150.000 đồng");
    }

    @Test
    void roundsSharesHalfUpAndKnowsNoShareOfNothing() {
        assertThat(Vietnamese.share(1, 8, 1)).isEqualByComparingTo("12.5");
        assertThat(Vietnamese.share(1, 16, 1)).isEqualByComparingTo("6.3");
        assertThat(Vietnamese.share(1, 16, 2)).isEqualByComparingTo("6.25");
        assertThat(Vietnamese.share(2, 3, 1)).isEqualByComparingTo("66.7");
        assertThat(Vietnamese.share(5, 0, 1)).isNull();
        assertThat(Vietnamese.share(0, 5, 1)).isEqualByComparingTo("0");
    }

    @Test
    void printsDatesOfHanoi() {
        Instant evening = Instant.parse("2024-03-05T17:30:00Z");
        assertThat(Vietnamese.moment(evening)).isEqualTo("06/03/2024 00:30");
        assertThat(Vietnamese.day(evening)).isEqualTo("2024-03-06");
        assertThat(Vietnamese.officialDate(LocalDate.of(2024, 3, 6)))
                .isEqualTo("ngày 06 tháng 3 năm 2024");
        assertThat(Vietnamese.officialDate(LocalDate.of(2024, 2, 16)))
                .isEqualTo("ngày 16 tháng 02 năm 2024");
        assertThat(Vietnamese.startOf(LocalDate.of(2024, 9, 15))).isEqualTo("2024-09-14T17:00:00Z");
        assertThat(Vietnamese.endOf(LocalDate.of(2024, 9, 15))).isEqualTo("2024-09-15T16:59:59Z");
    }

    @Test
    void saysSpansInWords() {
        assertThat(Vietnamese.minutes(45)).isEqualTo("45 phút");
        assertThat(Vietnamese.minutes(120)).isEqualTo("2 giờ");
        assertThat(Vietnamese.minutes(150)).isEqualTo("2 giờ 30 phút");
        assertThat(Vietnamese.span(Duration.ofHours(-50))).isEqualTo("2 ngày");
        assertThat(Vietnamese.span(Duration.ofMinutes(200))).isEqualTo("3 giờ");
    }

    @Test
    void keepsTextComposedAndFoldsItForComparing() {
        String decomposed = Normalizer.normalize("  Đặng  Thị Hường ", Normalizer.Form.NFD);
        assertThat(Vietnamese.text(decomposed)).isEqualTo("Đặng Thị Hường");
        assertThat(Vietnamese.text("a\u00a0\t b")).isEqualTo("a b");
        assertThat(Vietnamese.fold(decomposed)).isEqualTo("dang thi huong");
        assertThat(Vietnamese.fold("Năm N’Đir")).isEqualTo("nam n'dir");
    }
}

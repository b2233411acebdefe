package vn.motcua.checking.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kế hoạch số 138/KH-UBND ngày 04/01/2024",
                "Nghị quyết số 35/2023/UBTVQH15 ngày 12 tháng 7 năm 2023",
                "theo Điều 125 Luật Tổ chức chính quyền địa phương, điểm c khoản 7 Điều 4",
                "Quyết định số 889 của UBND tỉnh; Kế hoạch số 73-KH/HU",
                "giai đoạn 2021 - 2025, định hướng đến năm 2030",
                "liên hệ số điện thoại 0263.3822.222 hoặc 0912345678",
                "thủ tục có mã 2.001827; hồ sơ H36.14-230512-0012",
                "trực 24/24 giờ và 24/7; từ ngày 15/3-30/9/2024",
                "dịch vụ công mức độ 3, 4; mức độ 3 và 4",
                "đường dây nóng: 1900 1234",
                "TCVN ISO 9001:2015, Đề án 06 của Chính phủ",
                "từ ngày 01 đến ngày 14/5/2024, quý III/2024, tháng 9/2024",
                "xem http://dichvucong.example.vn/van-ban/1234.html",
                "mô hình “3 không”, phương châm “4 tăng, 2 giảm, 3 không”",
                "kỳ họp thứ 6, phiên họp thứ 7, lần thứ 27",
            })
    void leavesOutWhatOnlyLooksLikeAFigure(String text) {
        assertThat(Figures.in(text)).extracting(Figure::raw).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8.803 hồ sơ | 8803",
                "đạt 94,5% | 94.5",
                "đạt 91.30% | 91.30",
                "01 đơn vị | 1",
                "132.673,394 triệu đồng | 132673394000",
                "41 tỷ đồng | 41000000000",
                "10,18 ngàn hồ sơ | 10180",
                "1701 hồ sơ | 1701",
                "1,234 hồ sơ | 1234",
                "điểm tự đánh giá 91.169 điểm | 91.169",
                "242.400.000đ | 242400000",
                "cả tám xã đã hoàn thành | 8",
                "gồm mười hai đơn vị | 12",
                "tổng số 97 nhiệm vụ | 97",
                "Kế hoạch 39 nhiệm vụ | 39",
            })
    void readsNumbersAsReportsPrintThem(String text, BigDecimal value) {
        assertThat(Figures.in(text))
                .singleElement()
                .satisfies(f -> assertThat(f.value()).isEqualByComparingTo(value));
    }

    @Test
    void readsAFractionAsTwoFiguresOfOneThing() {
        List<Figure> figures = Figures.in("tiếp nhận 3.441/18.032 hồ sơ");
        assertThat(figures)
                .extracting(Figure::role)
                .containsExactly(Figure.Role.TOP, Figure.Role.BOTTOM);
        assertThat(figures).extracting(Figure::noun).containsOnly("hồ sơ");
    }

    @ParameterizedTest
    @CsvSource({
        "gần 43 nghìn người, ABOUT",
        "trên 95% văn bản, ABOVE",
        "khoảng 1.200 lượt người, ABOUT",
        "hơn 300 hồ sơ, ABOVE",
        "dưới 5% hồ sơ, BELOW",
        "300 hồ sơ trở lên, ABOVE",
        "300 hồ sơ, NONE",
    })
    void knowsHowExactlyAFigureIsMeant(String text, Hedge hedge) {
        assertThat(Figures.in(text)).singleElement().extracting(Figure::hedge).isEqualTo(hedge);
    }

    @Test
    void tellsMoneyScoresTimeAndPercentagesApart() {
        assertThat(Figures.in("trong 15 ngày thu 2,5 tỷ đồng, đạt 98% và 12,5 điểm, tăng 2 bậc"))
                .extracting(Figure::measure)
                .containsExactly(
                        Measure.TIME, Measure.MONEY, Measure.PERCENT, Measure.SCORE, Measure.STEP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bảy trăm hai mươi tám triệu, không trăm năm mươi hai ngàn, hai trăm lẻ một | 728052201",
                "mười lăm | 15",
                "hai mươi mốt | 21",
                "một trăm linh năm nghìn | 105000",
                "ba tỷ hai trăm triệu | 3200000000",
                "tám | 8",
            })
    void readsNumbersInWords(String words, BigDecimal value) {
        assertThat(NumberWords.parse(words))
                .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo(value));
    }
}

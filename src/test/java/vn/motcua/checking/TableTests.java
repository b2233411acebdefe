package vn.motcua.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.motcua.checking.claim.Claim;

class TableTests {
    private static String row(Object... cells) {
        return String.join("\t", java.util.Arrays.stream(cells).map(String::valueOf).toList());
    }

    private static Report units(int lastTotal, String lastRate) {
        return Report.of(
                row("STT", "Đơn vị", "Hồ sơ đã giải quyết", "", "", "Tỷ lệ đúng hạn (%)"),
                row("", "", "Tổng số", "Đúng hạn", "Quá hạn", ""),
                row(1, "Xã A", 120, 110, 10, "91,7"),
                row(2, "Xã B", 80, 72, 8, "90"),
                row(3, "Xã C", 60, 57, 3, "95"),
                row(4, "Xã D", 40, 38, 2, lastRate),
                row("Tổng cộng", "", lastTotal, 277, 23, "92,3"));
    }

    @Test
    void acceptsATableThatAddsUp() {
        Report report = units(300, "95");
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdicts(Kind.ROW_TOTAL)).hasSize(5);
        assertThat(report.verdicts(Kind.COLUMN_TOTAL)).hasSize(3);
        assertThat(report.verdicts(Kind.RATIO)).hasSize(5);
    }

    @Test
    void findsAWrongTotalAndAWrongRate() {
        List<Claim> findings = units(330, "59").findings();
        assertThat(findings)
                .extracting(Claim::kind)
                .contains(Kind.COLUMN_TOTAL, Kind.ROW_TOTAL, Kind.RATIO);
        assertThat(findings)
                .filteredOn(c -> c.kind() == Kind.COLUMN_TOTAL)
                .singleElement()
                .satisfies(c -> assertThat(c.message()).contains("300", "330"));
        assertThat(findings)
                .filteredOn(c -> c.stated().equals("59%"))
                .singleElement()
                .satisfies(c -> assertThat(c.expected()).isEqualTo("95%"));
    }

    @Test
    void obeysTheFormulasOfTheHeading() {
        Report report =
                Report.of(
                        row("Đơn vị", "Tổng", "Trực tuyến", "Trực tiếp", "Tỷ lệ"),
                        row("A", "(1)=(2)+(3)", "(2)", "(3)", "(4)=(2)/(1)"),
                        row("Xã A", 100, 40, 60, "40%"),
                        row("Xã B", 90, 30, 50, "33,3%"));
        assertThat(report.only().kind()).isEqualTo(Kind.ROW_TOTAL);
        assertThat(report.only().expected()).isEqualTo("80");
    }

    @Test
    void infersABalanceThatMostRowsObey() {
        Report report =
                Report.of(
                        row(
                                "STT",
                                "Đơn vị",
                                "Tiếp nhận",
                                "",
                                "Đã giải quyết",
                                "",
                                "Đang giải quyết",
                                "Trả lại"),
                        row("", "", "Tổng số", "Trong kỳ", "Tổng số", "Đúng hạn", "", ""),
                        row(1, "Xã A", 100, 90, 70, 65, 20, 10),
                        row(2, "Xã B", 90, 80, 60, 58, 25, 5),
                        row(3, "Xã C", 80, 79, 55, 50, 20, 5),
                        row(4, "Xã D", 70, 66, 50, 49, 15, 5),
                        row(5, "Xã E", 66, 60, 40, 39, 15, 5));
        assertThat(report.only().kind()).isEqualTo(Kind.BALANCE);
        assertThat(report.only().verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(report.only().basis()).isEqualTo(Basis.INFERRED);
    }

    @Test
    void readsATableDrawnWithBars() {
        Report report =
                Report.of(
                        "| TT | Đơn vị | Số hồ sơ |",
                        "|---|---|---|",
                        "| 1 | Xã A | 12 |",
                        "| 2 | Xã B | 30 |",
                        "| | Tổng cộng | 43 |");
        assertThat(report.only().message()).contains("12 + 30 = 42");
    }

    private static Report form(String... rows) {
        List<String> lines =
                new java.util.ArrayList<>(
                        List.of(
                                row(
                                        "STT",
                                        "Chỉ tiêu thống kê",
                                        "Đơn vị tính",
                                        "Số liệu",
                                        "Ghi chú")));
        lines.addAll(List.of(rows));
        return Report.of(lines.toArray(String[]::new));
    }

    @Test
    void checksARateAgainstTheRowsBeneath() {
        assertThat(
                        form(
                                        row("1", "Tỷ lệ hoàn thành kế hoạch", "%", "56,4", ""),
                                        row(
                                                "1.1",
                                                "Số nhiệm vụ đề ra trong kế hoạch",
                                                "Nhiệm vụ",
                                                "39",
                                                ""),
                                        row(
                                                "1.2",
                                                "Số nhiệm vụ đã hoàn thành",
                                                "Nhiệm vụ",
                                                "22",
                                                ""))
                                .findings())
                .isEmpty();
        Claim swapped =
                form(
                                row("3.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "98,7", ""),
                                row("3.1.1", "Tổng số hồ sơ đã giải quyết", "Hồ sơ", "15.840", ""),
                                row("3.1.2", "Số hồ sơ giải quyết đúng hạn", "Hồ sơ", "15.404", ""))
                        .only();
        assertThat(swapped.expected()).isEqualTo("97,2%");
        Claim unit =
                form(
                                row("1", "Tỷ lệ giải ngân vốn đầu tư công", "%", "11,4", ""),
                                row("1.1", "Kế hoạch được giao", "Triệu đồng", "96.174", ""),
                                row("1.2", "Đã thực hiện", "Triệu đồng", "11", ""))
                        .only();
        assertThat(unit.message()).contains("1.000 lần", "đơn vị tính");
        assertThat(
                        form(
                                        row("2", "Tỷ lệ xử lý vấn đề", "%", "0", ""),
                                        row("2.1", "Số vấn đề phát hiện", "Vấn đề", "0", ""),
                                        row("2.2", "Số vấn đề đã xử lý", "Vấn đề", "0", ""))
                                .findings())
                .isEmpty();
    }

    @Test
    void addsCodesAndRowsUnderTrongDo() {
        assertThat(
                        form(
                                        row("1.", "Tổng số thủ tục", "Thủ tục", "464", ""),
                                        row("1.1.", "Số thủ tục cấp huyện", "Thủ tục", "343", ""),
                                        row("1.2.", "Số thủ tục cấp xã", "Thủ tục", "112", ""))
                                .only()
                                .expected())
                .isEqualTo("455");
        assertThat(
                        form(
                                        row("2.", "Số thư xin lỗi", "Thư", "56", ""),
                                        row("Trong đó", "- Cấp huyện", "", "3", ""),
                                        row("", "- Cấp xã", "", "53", ""),
                                        row("3.", "Số hồ sơ tiếp nhận", "Hồ sơ", "120", ""),
                                        row("Trong đó", "Trực tiếp", "", "70", ""),
                                        row("", "Trực tuyến", "", "51", ""))
                                .only()
                                .expected())
                .isEqualTo("121");
    }

    @Test
    void aNarrowerRowCannotCountMore() {
        Claim claim =
                form(
                                row(
                                        "6",
                                        "Tỷ lệ thủ tục đủ điều kiện được cung cấp trực tuyến",
                                        "%",
                                        "100",
                                        ""),
                                row("6.1", "Tổng số thủ tục đủ điều kiện", "Thủ tục", "99", ""),
                                row(
                                        "6.2",
                                        "Số thủ tục đang cung cấp trực tuyến",
                                        "Thủ tục",
                                        "99",
                                        ""),
                                row(
                                        "6.3",
                                        "Số thủ tục đang cung cấp trực tuyến có phát sinh hồ sơ",
                                        "Thủ tục",
                                        "230",
                                        ""))
                        .only();
        assertThat(claim.kind()).isEqualTo(Kind.BOUND);
    }

    @Test
    void aCountInTheRateCellIsSaid() {
        Claim claim =
                form(
                                row("6", "Tỷ lệ thủ tục đã tích hợp", "%", "149", ""),
                                row("6.1", "Tổng số thủ tục đang cung cấp", "Thủ tục", "149", ""),
                                row("6.2", "Số thủ tục đã tích hợp", "Thủ tục", "149", ""))
                        .only();
        assertThat(claim.message()).contains("bị chép vào ô tỷ lệ");
    }

    @Test
    void choicesAndBlankCellsAreNoQuantities() {
        assertThat(
                        form(
                                        row(
                                                "1.",
                                                "Khảo sát sự hài lòng",
                                                "Có = 1; Không = 0",
                                                "1",
                                                ""),
                                        row("1.1.", "Số phiếu phát ra", "Phiếu", "300", ""),
                                        row("1.2.", "Số phiếu thu về", "Phiếu", "280", ""),
                                        row("2.", "Tổng số văn bản đã kiểm tra", "Văn bản", "", ""),
                                        row("2.1.", "Cấp huyện", "Văn bản", "4", ""),
                                        row("2.2.", "Cấp xã", "Văn bản", "", ""))
                                .findings())
                .isEmpty();
    }

    @Test
    void comparesTheTextWithTheTotalsOfTheTable() {
        Report report =
                Report.of(
                        "Trong kỳ, huyện đã tiếp nhận 310 hồ sơ; đã giải quyết 277 hồ sơ.",
                        "",
                        "Kết quả giải quyết thủ tục hành chính",
                        row("STT", "Đơn vị", "Hồ sơ tiếp nhận", "Hồ sơ đã giải quyết"),
                        row(1, "Xã A", 120, 110),
                        row(2, "Xã B", 180, 167),
                        row("Tổng cộng", "", 300, 277));
        assertThat(report.only().kind()).isEqualTo(Kind.CROSS_CHECK);
        assertThat(report.only().message()).contains("310", "300");
        assertThat(report.verdicts(Kind.CROSS_CHECK))
                .containsExactlyInAnyOrder(Verdict.SUSPECT, Verdict.OK);
    }

    @Test
    void doesNotCompareAPartWithAWhole() {
        Report report =
                Report.of(
                        "Trong kỳ, xã Sơn Hà đã tiếp nhận 31 hồ sơ; đất đai tiếp nhận 110 hồ sơ; tiếp nhận trực tuyến 55 hồ sơ.",
                        row("STT", "Đơn vị", "Hồ sơ tiếp nhận", "Hồ sơ đã giải quyết"),
                        row(1, "Xã A", 120, 110),
                        row(2, "Xã B", 180, 167),
                        row("Tổng cộng", "", 300, 277));
        assertThat(report.findings()).isEmpty();
    }
}

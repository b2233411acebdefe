package vn.motcua.checking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.motcua.checking.claim.Claim;

class ProseTests {
    @Nested
    class RatiosTests {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Đã thực hiện 32/45 nhiệm vụ, đạt 71,1% kế hoạch. | OK",
                    "Đã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch. | WRONG",
                    "Tỷ lệ hồ sơ nộp qua mạng là 12% (có 14/117 thủ tục). | OK",
                    "Tỷ lệ hồ sơ nộp qua mạng là 21% (có 14/117 thủ tục). | WRONG",
                    "Lĩnh vực tư pháp: 541/1.072 hồ sơ (tỷ lệ 50,46 %). | ROUNDING",
                    "Giải ngân đạt 43,75% vốn đã bố trí (51.770,871/118.343,394 triệu đồng). | OK",
                    "Có 06/11 chỉ tiêu chưa thể đánh giá do số liệu chốt vào cuối năm, chiếm 54,55%. | OK",
                    "Thẩm định 87.23/94.5 điểm, chỉ số đạt 92.31%. | OK",
                    "Thẩm định 78.23/94.5 điểm, chỉ số đạt 92.31%. | WRONG",
                    "Toàn xã có 1.234 hộ được cấp nước trên tổng số 1.500 hộ, đạt 82,3%. | OK",
                    "Toàn xã có 1.234 hộ được cấp nước trên tổng số 1.500 hộ, đạt 28,3%. | WRONG",
                    "Kế hoạch giao 120 tỷ đồng, đã giải ngân 45 tỷ đồng, đạt 37,5% kế hoạch. | OK",
                    "Kế hoạch giao 120 tỷ đồng, đã giải ngân 45 tỷ đồng, đạt 57,5% kế hoạch. | WRONG",
                    "Cấp 367 tài khoản, kích hoạt 288 tài khoản, đạt 78,4%. | ROUNDING",
                    "Số hóa 6.326/6.469 hồ sơ, đạt 97,79%; 143 hồ sơ chưa số hóa, chiếm 2,83%. | WRONG",
                    "Đã mở 820 tài khoản, đạt 82% so với chỉ tiêu 1.000 tài khoản. | OK",
                    "Đã mở 820 tài khoản, đạt 28% so với chỉ tiêu 1.000 tài khoản. | WRONG",
                    "Còn 320 hộ nghèo, chiếm 2,3% trên tổng số 10.000 hộ. | WRONG",
                    "Gieo trồng 8.300 ha, đạt 83% kế hoạch (10.000 ha). | OK",
                    "Gieo trồng 8.300 ha, đạt 88% kế hoạch (10.000 ha). | WRONG",
                    "Thu đạt 240 tỷ đồng, bằng 64% dự toán giao (400 tỷ đồng). | WRONG",
                    "Đã giải ngân 300 tỷ đồng. So với kế hoạch tỉnh giao (800 tỷ đồng), tỷ lệ đạt 37,5%. | OK",
                    "Đã giải ngân 300 tỷ đồng. So với kế hoạch tỉnh giao (800 tỷ đồng), tỷ lệ đạt 35,7%. | WRONG",
                    "Phát ra 300 phiếu, thu về 285 phiếu, đạt 59%. | WRONG",
                    "Trong tổng số 1.000 phiếu, có 940 phiếu hài lòng, đạt 49%. | WRONG",
                    "Đến 5.000 văn bản, đi 800 văn bản, trong đó 760 văn bản đi được ký số (đạt 59%). | WRONG",
                    "Văn bản đến 900 văn bản, văn bản đi 800 văn bản; văn bản đi được ký số 760 văn bản, đạt 59%. | SUSPECT",
                    "Đã giải quyết 1.200 hồ sơ (trong đó: trước hạn 1.150 hồ sơ, đúng hạn 45 hồ sơ, trễ hạn 05 hồ sơ); tỷ lệ giải quyết đúng hạn đạt 99,58%. | OK",
                    "Đã giải quyết 1.200 hồ sơ (trong đó: trước hạn 1.150 hồ sơ, đúng hạn 45 hồ sơ, trễ hạn 05 hồ sơ); tỷ lệ giải quyết đúng hạn đạt 95,98%. | SUSPECT",
                    "Kinh phí được cấp 850 triệu đồng, đã chi 680 triệu đồng (đạt 88%). | WRONG",
                    "Đã ký số 980/1.000 văn bản, chiếm trên 95%. | OK",
                    "Đã ký số 900/1.000 văn bản, chiếm trên 95%. | WRONG",
                })
        void comparesAPercentageWithItsOperands(String text, Verdict verdict) {
            Report report = Report.of(text);
            assertThat(report.verdicts(Kind.RATIO, Kind.UNIT)).contains(verdict);
            if (verdict == Verdict.OK) {
                assertThat(report.findings()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Thu tháng này giảm gần 1/4 so với tháng trước và chỉ bằng 65% cùng kỳ.",
                    "Có 18/20 đơn vị đạt 100% hồ sơ đúng hạn.",
                    "Tín nhiệm cao đạt 46,9% trên tổng số 29/32 đại biểu dự họp.",
                    "Lũy kế thu đạt 400 tỷ đồng, bằng 32,3% dự toán, giảm 3,7% so với cùng kỳ (đạt 36,2% dự toán).",
                    "Đến ngày 15/9, 100% đơn vị đã nộp báo cáo.",
                    "Có 5/9 huyện đạt tỷ lệ dưới 3% và cả 9/9 huyện đạt tỷ lệ dưới 10%.",
                    "Thu ngân sách đạt 245 tỷ đồng, bằng 52% dự toán, tăng 7,3% so với cùng kỳ.",
                    "Tiếp nhận 540 hồ sơ, tăng 12% so với cùng kỳ; trực tuyến đạt 45%.",
                    "Tỷ lệ hộ nghèo còn 2,7%, giảm 1,2% so với năm 2022.",
                    "Gần 43 nghìn người được cấp thẻ, đạt trên 90% chỉ tiêu.",
                    "Theo Quyết định số 138/QĐ-UBND ngày 04/01/2024, phấn đấu đạt 95%.",
                    "Thực hiện cắt giảm trên 30% thời gian giải quyết cho 182 thủ tục trên 42 lĩnh vực.",
                })
        void leavesAloneWhatIsNoRatio(String text) {
            assertThat(Report.of(text).findings()).isEmpty();
        }

        @Test
        void saysThatThePercentageIsTheRest() {
            Claim claim = Report.of("Lĩnh vực đất đai: 1.040/1.655 hồ sơ (chiếm 37 %).").only();
            assertThat(claim.message()).contains("62,8", "phần còn lại", "615/1.655");
        }

        @Test
        void toleratesAmountsRoundedToTyDong() {
            assertThat(
                            Report.of(
                                            "Được giao 96,174 tỷ đồng, ước đạt 11 tỷ đồng, đạt 11,4% kế hoạch.")
                                    .findings())
                    .isEmpty();
        }

        @Test
        void infersTheBaseThatOtherPercentagesShare() {
            Report report =
                    Report.of(
                            "Hồ sơ đến hạn là 4.169 hồ sơ. Trả đúng hạn 4.057 hồ sơ (chiếm 97,31%). Trả lại 90 hồ sơ (chiếm 2,16%)."
                                    + " Rút 22 hồ sơ (chiếm 5,3%).");
            assertThat(report.only().verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(report.only().stated()).isEqualTo("5,3%");
        }
    }

    @Nested
    class SumsTests {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Tiếp nhận 8.803 hồ sơ, trong đó: trực tiếp 4.167 hồ sơ; trực tuyến 4.636 hồ sơ. | OK",
                    "Tiếp nhận 8.803 hồ sơ, trong đó: trực tiếp 4.167 hồ sơ; trực tuyến 4.634 hồ sơ. | WRONG",
                    "Chuyển đổi vị trí 38 người, trong đó: 23 kế toán, 10 địa chính, 05 tài chính. | OK",
                    "Xử lý 09 hành vi (hàng giả 02 hành vi; hàng cấm 05 hành vi; gian lận 02 hành vi). | OK",
                    "Tổng vốn là 132,5 tỷ đồng (bao gồm ngân sách tỉnh 55,5 tỷ đồng; ngân sách huyện 77 tỷ đồng (đã trừ 11,7 tỷ đồng)). | OK",
                    "Số thủ tục là 105 (gồm 70 TTHC cấp huyện; 23 TTHC cấp xã; 12 TTHC dùng chung). | OK",
                    "Số thủ tục là 107 (gồm 70 TTHC cấp huyện; 23 TTHC cấp xã; 12 TTHC dùng chung). | WRONG",
                    "Ban hành 12 văn bản gồm: 03 quyết định, 05 kế hoạch, 04 công văn. | OK",
                    "Đang giải quyết 7.172 hồ sơ, có 5.950 hồ sơ chưa đến hạn và 1.222 hồ sơ đã quá hạn. | OK",
                    "Tổng số tiếp nhận là 7.486 hồ sơ. Trong đó, kỳ trước chuyển sang 2.462 hồ sơ; nhận mới 5.024 hồ sơ. | OK",
                    "Tổng số tiếp nhận là 7.486 hồ sơ. Trong đó, kỳ trước chuyển sang 2.462 hồ sơ; nhận mới 5.204 hồ sơ. | WRONG",
                    "Đã giải quyết 3.908 hồ sơ (trước hạn 2.870 hồ sơ, đúng hạn 216 hồ sơ, quá hạn 12 hồ sơ). | WRONG",
                    "Cán bộ, công chức là 300 người, trong đó: cán bộ 103 người, công chức 152 người. | SUSPECT",
                    "Có 45 đơn vị sự nghiệp, trong đó: 24 đơn vị giáo dục, 01 đơn vị y tế, 02 đơn vị khác. | WRONG",
                    "Ban hành 06 văn bản, gồm: 03 quyết định, 03 kế hoạch và 01 công văn. | WRONG",
                    "Công bố 820 thủ tục ở 3 cấp: tỉnh, huyện, xã, trong đó: 350 thủ tục mới, 280 thủ tục sửa đổi, 180 thủ tục bãi bỏ. | WRONG",
                    "Có 48 đơn (khiếu nại 12 đơn, tố cáo 06 đơn, phản ánh 33 đơn). | SUSPECT",
                    "Gửi 2.345 hồ sơ, trong đó tiếp nhận 845 hồ sơ, trả kết quả 1.050 hồ sơ. | WRONG",
                    "Cơ cấu kinh tế: nông nghiệp chiếm 25,4%, công nghiệp chiếm 40,1%, dịch vụ chiếm 34,5%. | OK",
                    "Cơ cấu kinh tế: nông nghiệp chiếm 24,5%, công nghiệp chiếm 40,1%, dịch vụ chiếm 34,5%. | SUSPECT",
                    "Đã giải quyết 643.272 hồ sơ; trong đó, đúng hạn có 635.593 hồ sơ, quá hạn có 7.677 hồ sơ. | WRONG",
                })
        void addsThePartsOfATotal(String text, Verdict verdict) {
            Report report = Report.of(text);
            assertThat(report.verdicts(Kind.SUM)).containsExactly(verdict);
        }

        @Test
        void addsPartsOnTheFollowingLines() {
            assertThat(
                            Report.of(
                                            "Tổng số hồ sơ tiếp nhận 1.250 hồ sơ, trong đó:",
                                            "- Cấp huyện: 450 hồ sơ;",
                                            "- Cấp xã: 820 hồ sơ.")
                                    .only()
                                    .message())
                    .contains("450 + 820 = 1.270", "1.250");
        }

        @Test
        void addsPartsOnTheLinesAfterASentenceOfItsOwn() {
            assertThat(
                            Report.of(
                                            "Đã giải quyết: 2.290 hồ sơ. Trong đó:",
                                            "+ Trước hạn: 2.010 hồ sơ;",
                                            "+ Đúng hạn: 185 hồ sơ;",
                                            "+ Quá hạn: 05 hồ sơ.")
                                    .only()
                                    .message())
                    .contains("2.010 + 185 + 5 = 2.200, không phải 2.290");
        }

        @Test
        void addsTheLevelsThatStandInSeveralParagraphs() {
            Report report =
                    Report.of(
                            "Tổng số hồ sơ tiếp nhận toàn huyện: 5.000 hồ sơ.",
                            "Cấp huyện tiếp nhận: 1.500 hồ sơ.",
                            "Cấp xã tiếp nhận: 3.050 hồ sơ.");
            assertThat(report.only().verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(report.only().basis()).isEqualTo(Basis.CROSS_TEXT);
            assertThat(report.only().message())
                    .contains("Cấp huyện 1.500 + cấp xã 3.050 = 4.550", "không phải 5.000");
        }

        @Test
        void comparesAQuantityThatTwoParagraphsName() {
            Report report =
                    Report.of(
                            "Trong quý II, toàn huyện tiếp nhận tổng số 4.650 hồ sơ.",
                            "Đánh giá chung: Trong quý II, toàn huyện tiếp nhận tổng số 4.560 hồ sơ, giải quyết tốt.");
            assertThat(report.only().verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(report.only().message())
                    .contains("hai nơi nói cùng một số liệu", "hai chữ số bị đảo: 4.560 → 4.650");
            assertThat(
                            Report.of(
                                            "Trong quý I, toàn huyện tiếp nhận tổng số 4.650 hồ sơ.",
                                            "Trong quý II, toàn huyện tiếp nhận tổng số 4.560 hồ sơ.")
                                    .findings())
                    .isEmpty();
        }

        @Test
        void namesTwoSwappedDigits() {
            assertThat(
                            Report.of(
                                            "Tổng số là 21.802 hồ sơ, trong đó trước hạn 19.925 hồ sơ; đúng hạn 916 hồ sơ; trễ hạn 241 hồ sơ.")
                                    .only()
                                    .message())
                    .contains("hai chữ số bị đảo", "21.802 → 21.082");
        }

        @Test
        void judgesSharesOfTheStatedTotal() {
            Report report =
                    Report.of(
                            "Giải quyết 13.965 hồ sơ, trong đó: 13.285 hồ sơ đúng hạn chiếm 95,1%; 680 hồ sơ quá hạn, chiếm tỷ lệ 9,4%.");
            assertThat(report.only().kind()).isEqualTo(Kind.SHARE);
            assertThat(report.only().expected()).isEqualTo("4,9%");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Có 1.890 thủ tục; trong đó, 1.234 thủ tục toàn trình, chiếm 65,29%; 450 thủ tục một phần, chiếm 23,81%.",
                    "Cả nước có 173 cử tri trên 100 tuổi (31 cụ ông và 142 cụ bà).",
                    "Chuyển 84 lượt ý kiến, kiến nghị (trong đó gồm 76 ý kiến về kinh tế, 03 ý kiến về pháp chế và 05 ý kiến về văn hóa).",
                    "Có 100 đại biểu, trong đó 60 nữ, 55 đảng viên.",
                    "Tổ chức 18 hội nghị, trong đó 03 hội nghị trực tuyến.",
                    "Dân số 94,66 triệu người, bao gồm thành thị 33,63 triệu người; nông thôn 61,03 triệu người; nam 46,75 triệu người; nữ 47,91 triệu người.",
                    "Kế hoạch gồm 7 nội dung với 39 nhiệm vụ, trong đó 12 nhiệm vụ trọng tâm.",
                    "Thu nội địa 2.433 tỷ đồng, gồm: thu thuế đạt 1.292 tỷ đồng, bằng 21,7% dự toán; thu đất đạt 1.141 tỷ đồng, bằng 43,5% dự toán.",
                    "Khoảng 300 hồ sơ, trong đó 120 hồ sơ đất đai, 150 hồ sơ hộ tịch.",
                })
        void leavesAlonePartsThatNeedNotAddUp(String text) {
            assertThat(Report.of(text).findings()).isEmpty();
        }
    }

    @Nested
    class ChangesTests {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Cắt giảm thời gian từ 15 ngày còn 12 ngày (giảm 20%). | OK",
                    "Cắt giảm thời gian từ 15 ngày còn 12 ngày (giảm 25%). | WRONG",
                    "Sắp xếp giảm từ 71 trường xuống còn 62 trường, giảm 9 trường. | OK",
                    "Sắp xếp giảm từ 71 trường xuống còn 62 trường, giảm 8 trường. | WRONG",
                    "Tiếp nhận 1.250 hồ sơ, tăng 250 hồ sơ so với cùng kỳ năm trước (1.000 hồ sơ). | OK",
                    "Tiếp nhận 1.250 hồ sơ, tăng 150 hồ sơ so với cùng kỳ năm trước (1.000 hồ sơ). | WRONG",
                    "Chỉ số đạt 92,5%, tăng 1,3% so với năm 2022 (91,2%). | OK",
                    "Kế hoạch đề ra 97 nhiệm vụ, đến nay đã hoàn thành 69 nhiệm vụ, còn 28 nhiệm vụ đang thực hiện. | OK",
                    "Kế hoạch đề ra 97 nhiệm vụ, đến nay đã hoàn thành 69 nhiệm vụ, còn lại 29 nhiệm vụ đang thực hiện. | WRONG",
                    "Đã giải quyết 110/120 đơn, còn lại 12 đơn đang trong hạn. | WRONG",
                    "Xảy ra 15 vụ. So với cùng kỳ giảm 5 vụ (giảm 25%). | OK",
                    "Xảy ra 15 vụ. So với cùng kỳ giảm 5 vụ (giảm 35%). | WRONG",
                    "Sản lượng đạt 19,4 triệu tấn, giảm 1,3 triệu tấn (-6,4%). | OK",
                    "Tỷ lệ trực tuyến đạt 65,2%, vượt 12,5% so với chỉ tiêu giao (50%). | WRONG",
                    "Tiếp nhận 26 phản ánh, kiến nghị; đã xử lý 25 phản ánh, kiến nghị, còn 02 phản ánh, kiến nghị đang xử lý. | SUSPECT",
                    "Có 18/20 cơ quan, đơn vị hoàn thành, 03 cơ quan, đơn vị còn lại chưa xong. | WRONG",
                    "Giảm từ 1.250 hộ (tỷ lệ 5%) xuống còn 1.000 hộ (tỷ lệ 4%), giảm 350 hộ. | WRONG",
                    "Được giao 2.150 người, có mặt 2.089 người, còn thiếu 52 người. | WRONG",
                    "Tiêu chí này đạt 3,89/4 điểm, mất 0,11 điểm. | OK",
                    "Tiêu chí này đạt 3,89/4 điểm, bị trừ 0,21 điểm. | WRONG",
                })
        void comparesBeforeAndAfter(String text, Verdict verdict) {
            assertThat(Report.of(text).verdicts(Kind.DIFFERENCE, Kind.RATIO, Kind.SCORE_RULE))
                    .contains(verdict);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Đạt 79,89 điểm, xếp thứ 5/8 huyện; giảm 3,66 điểm và tăng 01 bậc so với năm 2021.",
                    "Có 22 doanh nghiệp thành lập mới, tăng 10 doanh nghiệp so với cùng kỳ năm 2022.",
                    "Từ 70% đến dưới 100% chi thường xuyên.",
                    "Tiếp nhận 50 hồ sơ, giải quyết 40 hồ sơ, còn 02 hồ sơ trễ hạn.",
                })
        void leavesAloneWhatNamesNoFormerValue(String text) {
            assertThat(Report.of(text).findings()).isEmpty();
        }
    }

    @Nested
    class ListingsTests {
        @Test
        void countsWhatIsListed() {
            assertThat(
                            Report.of("Kiểm tra tại 03 xã (Sơn Hà, Sơn Tây, Sơn Nam).")
                                    .verdicts(Kind.LIST_COUNT))
                    .containsExactly(Verdict.OK);
            assertThat(
                            Report.of("Kiểm tra tại 03 đơn vị (UBND các xã: Sơn Hà, Sơn Tây).")
                                    .only()
                                    .message())
                    .contains("Nói 3 nhưng liệt kê 2");
            assertThat(
                            Report.of(
                                            "Triển khai 3 mô hình gồm: “Chợ số”; “Một cửa thân thiện”; “Ngày không hẹn”.")
                                    .verdicts(Kind.LIST_COUNT))
                    .containsExactly(Verdict.OK);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "Kiểm tra tại 05 xã gồm: Sơn Hà, Sơn Tây, Sơn Nam và Sơn Đông. | WRONG",
                    "Kiểm tra tại 04 xã gồm: Sơn Hà, Sơn Tây, Sơn Nam và Sơn Đông. | OK",
                    "Kiểm tra tại 04 đơn vị: Phòng Nội vụ, Phòng Tư pháp, UBND xã Sơn Hà. | WRONG",
                    "Kiểm tra tại 02 đơn vị: Phòng Văn hóa, Khoa học và Thông tin, Phòng Nội vụ. | OK",
                })
        void countsListsWithoutBrackets(String text, Verdict verdict) {
            assertThat(Report.of(text).verdicts(Kind.LIST_COUNT)).containsExactly(verdict);
        }

        @Test
        void recomputesMovesInARanking() {
            assertThat(
                            Report.of("Tăng 4 bậc (từ vị trí thứ 9 lên vị trí thứ 5).")
                                    .verdicts(Kind.RANKING))
                    .containsExactly(Verdict.OK);
            assertThat(Report.of("Tăng 6 bậc (từ vị trí thứ 9 lên vị trí thứ 5).").only().message())
                    .isEqualTo("Từ thứ 9 lên thứ 5 là 4 bậc, không phải 6.");
        }

        @Test
        void refusesMorePointsThanThereAre() {
            assertThat(Report.of("Phần thẩm định đạt 65,5/60 điểm.").only().message())
                    .isEqualTo("Điểm đạt 65,5 lớn hơn điểm tối đa 60.");
        }

        @Test
        void leavesAloneOpenAndAmbiguousLists() {
            assertThat(Report.of("Kiểm tra 05 đơn vị (Phòng Nội vụ, Phòng Tư pháp...).").findings())
                    .isEmpty();
            assertThat(
                            Report.of(
                                            "Thanh tra 02 đơn vị (Phòng Lao động - Thương binh và Xã hội, Phòng Kinh tế và Hạ tầng).")
                                    .findings())
                    .isEmpty();
            assertThat(
                            Report.of(
                                            "Tổ chức 02 lớp (theo Kế hoạch số 12/KH-UBND, tại Hội trường).")
                                    .findings())
                    .isEmpty();
        }

        @Test
        void comparesNumeralsWithWords() {
            assertThat(
                            Report.of(
                                            "Kinh phí 242.400.000 đồng (Hai trăm bốn mươi hai triệu bốn trăm nghìn đồng).")
                                    .verdicts(Kind.WORDS))
                    .containsExactly(Verdict.OK);
            assertThat(
                            Report.of(
                                            "Kinh phí 224.400.000 đồng (Hai trăm bốn mươi hai triệu bốn trăm nghìn đồng).")
                                    .only()
                                    .kind())
                    .isEqualTo(Kind.WORDS);
            assertThat(Report.of("Tổ chức tại ba (04) đơn vị.").only().kind())
                    .isEqualTo(Kind.WORDS);
            assertThat(Report.of("Trong năm (05) đơn vị đã hoàn thành.").findings()).isEmpty();
        }

        @Test
        void refusesARankBeyondTheRanked() {
            assertThat(Report.of("Chỉ số xếp thứ 5/8 huyện.").verdicts(Kind.RANKING))
                    .containsExactly(Verdict.OK);
            assertThat(Report.of("Chỉ số đứng vị trí thứ 11/10 huyện.").only().kind())
                    .isEqualTo(Kind.RANKING);
        }
    }

    @Nested
    class BalanceTests {
        @Test
        void statesTogetherStayWithinTheirWhole() {
            assertThat(
                            Report.of(
                                            "Kế hoạch có 56 nhiệm vụ, đã hoàn thành 30 nhiệm vụ; đang triển khai 36 nhiệm vụ.")
                                    .only()
                                    .message())
                    .isEqualTo("30 + 36 = 66, nhiều hơn 56 là tổng của cả hai.");
            assertThat(
                            Report.of(
                                            "Kế hoạch có 56 nhiệm vụ, đã hoàn thành 30 nhiệm vụ; đang triển khai 16 nhiệm vụ.")
                                    .findings())
                    .isEmpty();
        }

        @Test
        void everyDossierHasAState() {
            assertThat(
                            Report.of(
                                            "Đã tiếp nhận 1.000 hồ sơ. Đã giải quyết 800 hồ sơ; hồ sơ đang giải quyết là 150. Hồ sơ đã hủy hoặc trả lại là 50 hồ sơ.")
                                    .verdicts(Kind.BALANCE))
                    .containsExactly(Verdict.OK);
            assertThat(
                            Report.of(
                                            "Đã tiếp nhận 1.000 hồ sơ. Đã giải quyết 800 hồ sơ; hồ sơ đang giải quyết là 150. Hồ sơ đã hủy hoặc trả lại là 30 hồ sơ.")
                                    .only()
                                    .message())
                    .contains("20 hồ sơ không có trạng thái");
        }
    }
}

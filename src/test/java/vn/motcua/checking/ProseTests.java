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

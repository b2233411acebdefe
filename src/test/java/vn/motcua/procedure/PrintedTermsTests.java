package vn.motcua.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;

class PrintedTermsTests {
    @Test
    void readsTermAndFeeOfEachChannel() {
        PrintedTerms printed =
                PrintedTerms.read(
                        "Trực tuyến: 3 Ngày làm việc [Miễn phí] | Dịch vụ bưu chính: 12 Giờ | Trực"
                                + " tiếp: 5 Ngày [1,200,000 Việt Nam Đồng]");

        assertThat(printed.terms())
                .isEqualTo(
                        Map.of(
                                Channel.ONLINE_FULL, new Term(3, TermUnit.WORKING_DAYS),
                                Channel.ONLINE_PARTIAL, new Term(3, TermUnit.WORKING_DAYS),
                                Channel.ONLINE_OTHER, new Term(3, TermUnit.WORKING_DAYS),
                                Channel.POST, new Term(12, TermUnit.HOURS),
                                Channel.IN_PERSON, new Term(5, TermUnit.DAYS)));
        assertThat(printed.texts()).isEmpty();
        assertThat(printed.unread()).isEmpty();
        assertThat(printed.fees())
                .containsExactly(
                        new Fee("Phí, lệ phí", Channel.ONLINE, 0L, null, null),
                        new Fee("Phí, lệ phí", Set.of(Channel.IN_PERSON), 1_200_000L, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 (không ghi đơn vị)",
                "0 Ngày",
                "120,00 (không ghi đơn vị)",
                "1.5 Ngày làm việc",
                "5 Ngày làm việc; 3 Ngày làm việc",
                "10 Ngày; 10 Ngày; 10 Ngày",
                "5 tuần",
                "Không có thông tin",
                "99999 Ngày",
                "-3 Ngày",
                "5 Ngày [Miễn phí"
            })
    void keepsWhatItCannotReadAsText(String body) {
        PrintedTerms printed = PrintedTerms.read("Trực tiếp: " + body);

        assertThat(printed.terms()).isEmpty();
        assertThat(printed.texts()).isEqualTo(Map.of(Channel.IN_PERSON, body));
    }

    @Test
    void keepsTheTextWithoutTheFeeThatWasRead() {
        PrintedTerms printed = PrintedTerms.read("Trực tiếp: 1 (không ghi đơn vị) [8,000 VNĐ]");

        assertThat(printed.texts()).containsEntry(Channel.IN_PERSON, "1 (không ghi đơn vị)");
        assertThat(printed.fees().getFirst().amount()).isEqualTo(8000);
    }

    @Test
    void severalCasesWithOneFeeStillSayTheFee() {
        PrintedTerms same =
                PrintedTerms.read("Trực tiếp: 5 Ngày [20,000 VNĐ]; 3 Ngày [20,000 VNĐ]");
        assertThat(same.terms()).isEmpty();
        assertThat(same.fees().getFirst().amount()).isEqualTo(20_000);

        String body = "17 Ngày [Miễn phí]; 34 Ngày [500,000 VNĐ]";
        PrintedTerms different = PrintedTerms.read("Trực tiếp: " + body);
        assertThat(different.fees().getFirst().amount()).isNull();
        assertThat(different.fees().getFirst().note()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Miễn phí|0",
                "0 VNĐ|0",
                "70,000 Việt Nam Đồng|70000",
                "105,000,000 VNĐ|105000000",
                "10 USD|",
                "50 VNĐ|",
                "1,00 VNĐ|",
                "70.000 đồng|"
            })
    void readsOnlySumsOfDongThatAreClear(String fee, Long amount) {
        Fee read = PrintedTerms.read("Trực tiếp: 5 Ngày [" + fee + "]").fees().getFirst();

        assertThat(read.amount()).isEqualTo(amount);
        assertThat(read.note()).isEqualTo(amount == null ? fee : null);
    }

    @Test
    void aChannelTwiceIsSeveralTerms() {
        PrintedTerms printed = PrintedTerms.read("Trực tiếp: 5 Ngày | Trực tiếp: 6 Ngày");

        assertThat(printed.terms()).isEmpty();
        assertThat(printed.texts()).containsEntry(Channel.IN_PERSON, "5 Ngày; 6 Ngày");
    }

    @Test
    void listsWhatBelongsToNoChannel() {
        assertThat(PrintedTerms.read("Qua fax: 5 Ngày | 3 Ngày").unread())
                .containsExactly("Qua fax: 5 Ngày", "3 Ngày");
        assertThat(PrintedTerms.read("").unread()).isEmpty();
    }
}

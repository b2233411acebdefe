package vn.motcua.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTests {
    private static final List<String> HEADER = List.of("mã", "tên");

    @Test
    void readsRowsWithTheLineOnWhichEachBegins() {
        CsvTable table =
                read("mã,tên\r\n1,\"hai\r\ndòng\"\r\n\r\n2,\"có \"\"ngoặc\"\", và phẩy\"\r\n3\r\n");
        assertThat(table.rows()).extracting(CsvTable.Row::line).containsExactly(2, 5, 6);
        assertThat(table.rows().get(0).get("tên")).isEqualTo("hai dòng");
        assertThat(table.rows().get(1).get("tên")).isEqualTo("có \"ngoặc\", và phẩy");
        assertThat(table.rows().get(2).get("tên")).as("a cell that is not there").isEmpty();
    }

    @Test
    void takesAByteOrderMarkAndDecomposedText() {
        String decomposed = Normalizer.normalize("mã,tên\n1,Đắk Mâm\n", Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo("mã,tên\n1,Đắk Mâm\n");
        assertThat(read("\uFEFF" + decomposed).rows().getFirst().get("tên")).isEqualTo("Đắk Mâm");
    }

    @Test
    void refusesOtherEncodings() {
        Charset windows1258 = Charset.forName("windows-1258");
        assertThat(code("mã,tên\n1,Xã Đức Xuyên\n".getBytes(windows1258)))
                .isEqualTo("csv.not-utf8");
        assertThat(
                        code(
                                ("mã,tên\n" + "1,dài\n".repeat(20_000) + "2,")
                                        .getBytes(StandardCharsets.UTF_8),
                                0xD0,
                                0x2C))
                .as("far behind the start")
                .isEqualTo("csv.not-utf8");
        assertThat(code("\uFEFFmã,tên\n".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo("csv.utf16");
        assertThat(code("\uFEFFmã,tên\n".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo("csv.utf16");
        assertThat(code("ma,ten\n".getBytes(StandardCharsets.UTF_16LE))).isEqualTo("csv.not-utf8");
        assertThat(code(new byte[] {'P', 'K', 3, 4, 0, 0})).isEqualTo("csv.is-xlsx");
        assertThat(code(new byte[0])).isEqualTo("csv.empty");
        assertThat(code(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})).isEqualTo("csv.empty");
    }

    @Test
    void refusesAnotherHeaderAndNamesBoth() {
        assertThatThrownBy(() -> read("tên,mã\n"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("csv.header");
                            assertThat(problem.arguments()).containsExactly("mã,tên", "tên,mã");
                        });
        assertThat(code("mã;tên\n1;2\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("csv.header");
        assertThat(code("\n\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("csv.empty");
    }

    @Test
    void saysOnWhichLineAQuotationIsBroken() {
        for (String broken :
                List.of("mã,tên\n1,a\n2,\"mở mà không đóng\n3,b\n", "mã,tên\n1,a\n2,\"b\"c\n")) {
            Problem problem = catchThrowableOfType(Problem.class, () -> read(broken));
            assertThat(problem.code()).isEqualTo("input.invalid");
            assertThat(problem.errors()).hasSize(1);
            assertThat(problem.errors().getFirst().line()).isEqualTo(3);
            assertThat(problem.errors().getFirst().message()).startsWith("Dòng CSV hỏng");
        }
    }

    private static CsvTable read(String text) {
        return CsvTable.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), HEADER);
    }

    private static String code(byte[] bytes, int... more) {
        byte[] all = java.util.Arrays.copyOf(bytes, bytes.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[bytes.length + i] = (byte) more[i];
        }
        return catchThrowableOfType(
                        Problem.class, () -> CsvTable.read(new ByteArrayInputStream(all), HEADER))
                .code();
    }
}

package vn.motcua.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTests {
    @TempDir private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        err.reset();
        return CheckCommand.run(
                args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void givesZeroOneAndTwo() throws IOException {
        String right = file("dung.txt", "Đã thực hiện 32/45 nhiệm vụ, đạt 71,1% kế hoạch.");
        String wrong = file("sai.txt", "Đã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch.");
        assertThat(run(right)).isZero();
        assertThat(out.toString(UTF_8)).contains("0 sai");
        assertThat(run(right, wrong)).isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .contains(wrong + ":1: sai: 32/45 = 71,11%", "| Đã thực hiện");
        assertThat(run(wrong, folder.resolve("khong-co.txt").toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("không tìm thấy tệp").hasLineCount(1);
        assertThat(run(folder.toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("--format", "xml", right)).isEqualTo(2);
        assertThat(run("--khac", right)).isEqualTo(2);
    }

    @Test
    void printsTheNamesOfTheContract() throws IOException {
        String wrong =
                file("sai.txt", "Nêu \"rõ\":\nĐã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch.");
        assertThat(run("check", "--format", "json", wrong)).isEqualTo(1);
        assertThat(out.toString(UTF_8).strip())
                .startsWith("{\"files\":[{\"file\":\"")
                .contains(
                        "\"figures\":3,\"claims\":1,\"findings\":[{\"id\":\"F1\",\"kind\":\"ratio\",\"basis\":\"as_printed\",\"line\":2,\"quote\":\"",
                        "\"stated\":\"81,1%\",\"expected\":\"71,1%\",\"verdict\":\"wrong\",\"message\":\"32/45 = 71,11%")
                .endsWith("}]}]}");
    }

    @Test
    void aSuspectIsNotWrong() throws IOException {
        String suspect = file("nghi.txt", "Có 131/117 hồ sơ được giải quyết.");
        assertThat(run(suspect)).isZero();
        assertThat(out.toString(UTF_8)).contains("nghi vấn");
    }

    @Test
    void namesWhatItCanRead() throws IOException {
        Path old =
                Files.write(
                        folder.resolve("cu.doc"),
                        new byte[] {
                            (byte) 0xd0,
                            (byte) 0xcf,
                            0x11,
                            (byte) 0xe0,
                            (byte) 0xa1,
                            (byte) 0xb1,
                            0x1a,
                            (byte) 0xe1,
                            0,
                            0
                        });
        assertThat(run(old.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("cu.doc: ", "chỉ đọc được docx, xlsx, pdf, txt")
                .hasLineCount(1);
        Path large = folder.resolve("lon.txt");
        try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertThat(run(large.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("tệp lớn hơn 64 MB").hasLineCount(1);
    }
}

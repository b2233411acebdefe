package vn.motcua.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.ByteArrayInputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.identity.Role;

@IntegrationTest
class CheckingPagesTests {
    private static final String WRONG =
            "Đã thực hiện <32>/45 nhiệm vụ. Đã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch.";

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;

    private String someone;

    @BeforeEach
    void people() {
        String code = Fixtures.unique("KIEMSO");
        someone = Fixtures.unique("kiemso");
        fixtures.account(
                someone, fixtures.unit(code, "UBND " + code, "COMMUNE", null), Role.REPORTER);
    }

    private static MockMultipartFile file(String field, String name, byte[] content) {
        return new MockMultipartFile(field, name, null, content);
    }

    private MvcTestResult post(String path, MockMultipartFile... files) {
        var request = mvc.post().uri(path).with(user(someone)).with(csrf()).multipart();
        for (MockMultipartFile file : files) {
            request = request.file(file);
        }
        return request.exchange();
    }

    private static Document page(MvcTestResult result) throws Exception {
        return Jsoup.parse(result.getResponse().getContentAsString(UTF_8));
    }

    @Test
    void showsTheTextWithItsMarks() throws Exception {
        assertThat(mvc.get().uri("/kiem-so-lieu").with(user(someone)).exchange()).hasStatusOk();
        Document page = page(post("/kiem-so-lieu", file("tep", "a.txt", WRONG.getBytes(UTF_8))));

        assertThat(page.select("mark").text()).isEqualTo("81,1");
        assertThat(page.select("tbody tr").text())
                .contains("32/45 = 71,11%, không phải 81,1%", "sai");
        assertThat(page.select(".mc-checked-text").text()).contains("<32>/45");
        assertThat(page.select("nav.mc-rail a.active").text()).isEqualTo("Kiểm số liệu");
    }

    @Test
    void checksPastedTextAndFilters() throws Exception {
        MvcTestResult shown =
                mvc.post()
                        .uri("/kiem-so-lieu")
                        .with(user(someone))
                        .with(csrf())
                        .param("van-ban", WRONG)
                        .exchange();
        assertThat(page(shown).select("tbody tr")).hasSize(1);
        MvcTestResult fragment =
                mvc.post()
                        .uri("/kiem-so-lieu")
                        .with(user(someone))
                        .with(csrf())
                        .header("HX-Request", "true")
                        .param("van-ban", WRONG)
                        .param("ket-luan", "suspect")
                        .exchange();
        assertThat(page(fragment).select("h1")).isEmpty();
        assertThat(page(fragment).select(".mc-empty").text())
                .contains("không có phát hiện nào".substring(1));
    }

    @Test
    void tellsWhyAFileIsRefused() throws Exception {
        MvcTestResult refused =
                post("/kiem-so-lieu", file("tep", "a.docx", "không phải Word".getBytes(UTF_8)));
        assertThat(refused).hasStatus(422);
        assertThat(page(refused).select("#e-tep").text()).contains("a.docx", "đổi lại đúng đuôi");
        assertThat(
                        post(
                                "/kiem-so-lieu/chu-thich",
                                file("tep", "a.docx", "không phải Word".getBytes(UTF_8))))
                .hasStatus(415);
        assertThat(post("/kiem-so-lieu")).hasStatus(422);
    }

    @Test
    void putsRealCommentsIntoTheWordFile() throws Exception {
        MvcTestResult answer =
                post("/kiem-so-lieu/chu-thich", file("tep", "báo cáo.docx", ReadingTests.word()));
        assertThat(answer).hasStatusOk();
        try (XWPFDocument word =
                new XWPFDocument(
                        new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            assertThat(word.getDocComments().getComments())
                    .hasSize(3)
                    .first()
                    .satisfies(c -> assertThat(c.getText()).contains("SAI", "71,11%"));
            assertThat(word.getParagraphs().getFirst().getCTP().xmlText())
                    .contains("commentRangeStart", "commentReference");
            assertThat(word.getParagraphs().getFirst().getText()).contains("đạt 81,1% kế hoạch");
        }
        MvcTestResult pasted =
                mvc.post()
                        .uri("/kiem-so-lieu/chu-thich")
                        .with(user(someone))
                        .with(csrf())
                        .param("van-ban", WRONG)
                        .exchange();
        try (XWPFDocument word =
                new XWPFDocument(
                        new ByteArrayInputStream(pasted.getResponse().getContentAsByteArray()))) {
            assertThat(word.getDocComments().getComments()).hasSize(1);
        }
    }

    @Test
    void givesTheFindingsAsASheet() throws Exception {
        MvcTestResult answer =
                post("/kiem-so-lieu/phat-hien", file("tep", "a.txt", WRONG.getBytes(UTF_8)));
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .contains("kiem-so-lieu.xlsx");
    }

    @Test
    void answersProgramsWithTheSameJson() throws Exception {
        MvcTestResult answer =
                mvc.post()
                        .uri("/api/v1/checks")
                        .with(httpBasic(someone, Fixtures.PASSWORD))
                        .multipart()
                        .file(file("file", "a.txt", WRONG.getBytes(UTF_8)))
                        .exchange();
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getContentAsString(UTF_8))
                .startsWith("{\"files\":[{\"file\":\"a.txt\",\"figures\":")
                .contains("\"line\":1,", "\"verdict\":\"wrong\"");
        MvcTestResult refused =
                mvc.post()
                        .uri("/api/v1/checks")
                        .with(httpBasic(someone, Fixtures.PASSWORD))
                        .multipart()
                        .file(file("file", "a.pdf", "chữ".getBytes(UTF_8)))
                        .exchange();
        assertThat(refused).hasStatus(415);
        assertThat(refused.getResponse().getContentAsString(UTF_8))
                .contains("checking.false-type", "đuôi .pdf");
        assertThat(
                        mvc.post()
                                .uri("/api/v1/checks")
                                .multipart()
                                .file(file("file", "a.txt", new byte[] {1}))
                                .exchange())
                .hasStatus(401);
    }
}

package vn.motcua.checking;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.TableExport;

/// The check on a page. What is uploaded is read in memory and forgotten with the answer, so a
/// download is asked for with the file itself.
@Controller
@RequestMapping("/kiem-so-lieu")
class CheckingPages {
    private static final String PASTED = "van-ban-dan.txt";

    private final Checking checking;

    CheckingPages(Checking checking) {
        this.checking = checking;
    }

    @GetMapping
    String form(Model model) {
        model.addAttribute("view", CheckView.blank());
        return "checking/check";
    }

    @PostMapping
    String check(
            @RequestParam(name = "tep", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "van-ban", defaultValue = "") String text,
            @RequestParam(name = "ket-luan", defaultValue = "") String verdict,
            @RequestParam(name = "loai", defaultValue = "") String kind,
            HtmxRequest htmx,
            HttpServletResponse response,
            Model model)
            throws IOException {
        response.addHeader("Vary", "HX-Request");
        CheckView view;
        try {
            view = new CheckView(text, verdict, kind, checked(file, text), null);
        } catch (UnreadableFile e) {
            response.setStatus(422);
            view = new CheckView(text, verdict, kind, null, name(file) + ": " + e.explanation());
        }
        model.addAttribute("view", view);
        return htmx.isHtmxRequest() ? "checking/result" : "checking/check";
    }

    @PostMapping("/phat-hien")
    ResponseEntity<StreamingResponseBody> findings(
            @RequestParam(name = "tep", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "van-ban", defaultValue = "") String text)
            throws IOException {
        CheckedFile checked = checkedOrRefused(file, text);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Finding finding : checked.findings()) {
            rows.add(
                    Arrays.asList(
                            finding.place(),
                            finding.verdict().label(),
                            finding.kind().label(),
                            finding.stated(),
                            finding.expected(),
                            finding.message(),
                            finding.quote()));
        }
        return new TableExport(
                        "Kiểm số liệu: " + checked.file(),
                        List.of("Chỗ", "Kết luận", "Loại", "In", "Tính lại", "Giải thích", "Trích"),
                        rows)
                .download("kiem-so-lieu", "xlsx");
    }

    @PostMapping("/chu-thich")
    ResponseEntity<byte[]> annotated(
            @RequestParam(name = "tep", required = false) @Nullable MultipartFile file,
            @RequestParam(name = "van-ban", defaultValue = "") String text)
            throws IOException {
        CheckedFile checked = checkedOrRefused(file, text);
        boolean word = checked.file().toLowerCase(java.util.Locale.ROOT).endsWith(".docx");
        byte[] annotated;
        if (file != null && word) {
            try (InputStream content = file.getInputStream()) {
                annotated = AnnotatedWord.of(content, checked);
            }
        } else {
            annotated = AnnotatedWord.of(checked);
        }
        String name = checked.file().replaceFirst("\\.[^.]*$", "") + "-chu-thich.docx";
        return ResponseEntity.ok()
                .contentType(
                        MediaType.parseMediaType(
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(annotated);
    }

    private CheckedFile checkedOrRefused(@Nullable MultipartFile file, String text)
            throws IOException {
        try {
            return checked(file, text);
        } catch (UnreadableFile e) {
            throw Refusals.of(name(file), e);
        }
    }

    private CheckedFile checked(@Nullable MultipartFile file, String text)
            throws IOException, UnreadableFile {
        if (file == null || file.isEmpty() && name(file).equals(PASTED)) {
            return checking.checkText(PASTED, text);
        }
        try (InputStream content = file.getInputStream()) {
            return checking.check(name(file), content);
        }
    }

    private static String name(@Nullable MultipartFile file) {
        String name = file == null ? null : file.getOriginalFilename();
        return name == null || name.isBlank() ? PASTED : name;
    }
}

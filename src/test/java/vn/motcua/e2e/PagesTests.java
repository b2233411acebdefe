package vn.motcua.e2e;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every page opens at both widths, fits, and passes axe.
class PagesTests extends BrowserTest {
    private static final Map<String, String> OFFICER =
            Map.ofEntries(
                    Map.entry("viec-cua-toi", "/lam-viec"),
                    Map.entry("tiep-nhan", "/ho-so/tiep-nhan"),
                    Map.entry("ho-so", "/ho-so"),
                    Map.entry("nhap-ho-so", "/ho-so/nhap"),
                    Map.entry(
                            "thong-ke",
                            "/thong-ke/ho-so?don-vi=664&tu=2024-01-01&den=2024-09-15&theo=unit"),
                    Map.entry(
                            "thong-ke-danh-sach",
                            "/thong-ke/ho-so/danh-sach?don-vi=664&tu=2024-01-01&den=2024-09-15&theo=unit&cot=resolvedLate&dong=24697"),
                    Map.entry("quan-tri-thu-tuc", "/quan-tri/thu-tuc"),
                    Map.entry("quan-tri-don-vi", "/quan-tri/don-vi?q=Nam"),
                    Map.entry("quan-tri-don-vi-moi", "/quan-tri/don-vi/moi"),
                    Map.entry("quan-tri-don-vi-nhap", "/quan-tri/don-vi/nhap"),
                    Map.entry("quan-tri-thu-tuc-sua", "/quan-tri/thu-tuc/1.001193"),
                    Map.entry("quan-tri-thu-tuc-nhap", "/quan-tri/thu-tuc/nhap"),
                    Map.entry("quan-tri-quy-trinh", "/quan-tri/thu-tuc/quy-trinh-mac-dinh"),
                    Map.entry("quan-tri-gio", "/quan-tri/lich/gio"),
                    Map.entry("quan-tri-tinh-thu", "/quan-tri/lich/tinh-thu"),
                    Map.entry("quan-tri-tai-khoan-moi", "/quan-tri/tai-khoan/moi"),
                    Map.entry("tim", "/tim?q=khai+sinh"),
                    Map.entry("ho-so-khong-co", "/ho-so?q=kh%C3%B4ng+c%C3%B3+ai"),
                    Map.entry("khong-co-trang", "/khong-co-trang-nay"),
                    Map.entry(
                            "thong-ke-thu-tuc",
                            "/thong-ke/ho-so?don-vi=24697&tu=2024-01-01&den=2024-09-15&theo=procedure&so-sanh=true"),
                    Map.entry("thong-ke-sai", "/thong-ke/ho-so?tu=2024-09-15&den=2024-01-01"),
                    Map.entry("quan-tri-tai-khoan", "/quan-tri/tai-khoan"),
                    Map.entry("quan-tri-lich", "/quan-tri/lich"),
                    Map.entry("quan-tri-nhat-ky", "/quan-tri/nhat-ky"),
                    Map.entry("tai-khoan", "/tai-khoan"));
    private static final Map<String, String> CITIZEN =
            Map.of(
                    "cong", "/",
                    "thu-tuc", "/thu-tuc?q=khai+sinh",
                    "thu-tuc-chi-tiet", "/thu-tuc/1.001193",
                    "tra-cuu", "/tra-cuu",
                    "dang-nhap", "/dang-nhap");

    @Test
    void officersPagesFitAndAreAccessible() {
        for (String width : List.of("", "-dien-thoai")) {
            Page page = width.isEmpty() ? desktop() : phone();
            signIn(page, "quantri");
            visit(page, OFFICER, width);
        }
    }

    @Test
    void citizensPagesFitAndAreAccessible() {
        for (String width : List.of("", "-dien-thoai")) {
            visit(width.isEmpty() ? desktop() : phone(), CITIZEN, width);
        }
    }

    private void visit(Page page, Map<String, String> pages, String width) {
        pages.forEach((name, path) -> {
            page.navigate(path);
            picture(page, name + width);
            assertFits(page);
            assertAccessible(page);
        });
    }
}

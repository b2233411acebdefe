package vn.motcua.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class TableExportTests {
    private final TableExport table =
            new TableExport(
                    "Hồ sơ: 9/2024 [thử] của một đơn vị có tên rất dài",
                    List.of("Tên", "Số", "Ngày", "Lúc"),
                    List.of(
                            Arrays.asList(
                                    "=HYPERLINK(\"http://x\")",
                                    1_082,
                                    LocalDate.of(2024, 9, 15),
                                    Instant.parse("2024-09-15T07:30:00Z")),
                            Arrays.asList("-1+1|cmd", new BigDecimal("94.5"), null, null),
                            Arrays.asList("Đắk \"Mâm\", xã", -3, null, null)));

    @Test
    void writesASheetThatASpreadsheetOpens() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.writeXlsx(out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getSheetName())
                    .isEqualTo("Hồ sơ  9 2024  thử  của một đơn")
                    .hasSize(31);
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).startsWith("Hồ sơ: 9/2024");
            assertThat(sheet.getRow(1).getCell(3).getStringCellValue()).isEqualTo("Lúc");
            var first = sheet.getRow(2);
            assertThat(first.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(first.getCell(0).getStringCellValue()).startsWith("=HYPERLINK");
            assertThat(first.getCell(1).getNumericCellValue()).isEqualTo(1_082);
            assertThat(first.getCell(2).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.of(2024, 9, 15, 0, 0));
            assertThat(first.getCell(3).getLocalDateTimeCellValue())
                    .as("the moment in Vietnam")
                    .isEqualTo(LocalDateTime.of(2024, 9, 15, 14, 30));
            assertThat(sheet.getRow(3).getCell(2).getCellType()).isEqualTo(CellType.BLANK);
        }
    }

    @Test
    void writesCsvInWhichNoCellIsAFormula() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.writeCsv(out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFTên,Số,Ngày,Lúc\r\n");
        assertThat(text)
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\",1082,2024-09-15,2024-09-15T14:30\r\n")
                .contains("'-1+1|cmd,94.5,,\r\n")
                .contains("\"Đắk \"\"Mâm\"\", xã\",-3,,\r\n");
    }

    @Test
    void keepsTextLongerThanACellOfASpreadsheet() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TableExport("T", List.of("A"), List.of(List.of("a".repeat(40_000)))).writeXlsx(out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(book.getSheetAt(0).getRow(2).getCell(0).getStringCellValue())
                    .hasSize(32_767)
                    .endsWith("…");
        }
    }

    @Test
    void knowsTwoFormats() {
        assertThat(table.download("ho-so", "csv").getHeaders().getFirst("Content-Disposition"))
                .contains("ho-so.csv");
        assertThatThrownBy(() -> table.download("ho-so", "pdf"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("export.format"));
    }
}

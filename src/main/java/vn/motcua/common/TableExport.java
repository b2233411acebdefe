package vn.motcua.common;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// A table on its way out, as xlsx or csv. Cells may be text, numbers, days or moments; a text that
/// a spreadsheet would run as a formula is kept a text.
///
/// @param title the sheet's name and first line
public record TableExport(
        String title,
        List<String> header,
        Iterable<? extends List<? extends @Nullable Object>> rows) {
    // A spreadsheet cell holds no more.
    private static final int LONGEST_CELL = 32_767;

    /// The answer to a download; `format` is `xlsx` or `csv`.
    public ResponseEntity<StreamingResponseBody> download(String fileName, String format) {
        boolean csv = format.equals("csv");
        if (!csv && !format.equals("xlsx")) {
            throw Problem.badRequest("export.format", format);
        }
        MediaType type =
                csv
                        ? new MediaType("text", "csv", StandardCharsets.UTF_8)
                        : MediaType.parseMediaType(
                                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName + "." + format, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(out -> {
                    if (csv) {
                        writeCsv(out);
                    } else {
                        writeXlsx(out);
                    }
                });
    }

    public void writeCsv(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\uFEFF');
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(header);
        for (List<? extends @Nullable Object> row : rows) {
            printer.printRecord(row.stream().map(TableExport::csvCell).toList());
        }
        printer.flush();
    }

    public void writeXlsx(OutputStream out) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(200)) {
            Sheet sheet = book.createSheet(sheetName());
            Font bold = book.createFont();
            bold.setBold(true);
            CellStyle heading = book.createCellStyle();
            heading.setFont(bold);
            heading.setWrapText(true);
            CellStyle day = style(book, "dd/mm/yyyy");
            CellStyle moment = style(book, "dd/mm/yyyy hh:mm");
            sheet.createRow(0).createCell(0).setCellValue(title);
            sheet.getRow(0).getCell(0).setCellStyle(heading);
            Row head = sheet.createRow(1);
            for (int i = 0; i < header.size(); i++) {
                Cell cell = head.createCell(i);
                cell.setCellValue(header.get(i));
                cell.setCellStyle(heading);
                sheet.setColumnWidth(i, 256 * Math.clamp(header.get(i).length() + 2, 10, 42));
            }
            sheet.createFreezePane(0, 2);
            int at = 2;
            Iterator<? extends List<? extends @Nullable Object>> each = rows.iterator();
            while (each.hasNext()) {
                Row row = sheet.createRow(at++);
                List<? extends @Nullable Object> cells = each.next();
                for (int i = 0; i < cells.size(); i++) {
                    fill(row.createCell(i), cells.get(i), day, moment);
                }
            }
            book.write(out);
        }
    }

    private static void fill(Cell cell, @Nullable Object value, CellStyle day, CellStyle moment) {
        switch (value) {
            case null -> cell.setBlank();
            case BigDecimal number -> cell.setCellValue(number.doubleValue());
            case Number number -> cell.setCellValue(number.doubleValue());
            case LocalDate date -> {
                cell.setCellValue(date);
                cell.setCellStyle(day);
            }
            case Instant instant -> {
                cell.setCellValue(Vietnamese.local(instant));
                cell.setCellStyle(moment);
            }
            case LocalDateTime local -> {
                cell.setCellValue(local);
                cell.setCellStyle(moment);
            }
            default -> {
                String text = value.toString();
                cell.setCellValue(
                        text.length() <= LONGEST_CELL
                                ? text
                                : text.substring(0, LONGEST_CELL - 1) + "…");
            }
        }
    }

    private static Object csvCell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant instant -> Vietnamese.local(instant).toString();
            case String text when !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ->
                    "'" + text;
            default -> value;
        };
    }

    private static CellStyle style(SXSSFWorkbook book, String format) {
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        return style;
    }

    private String sheetName() {
        String plain = title.replaceAll("[\\\\/?*\\[\\]:]", " ").strip();
        return plain.length() > 31 ? plain.substring(0, 31) : plain;
    }
}

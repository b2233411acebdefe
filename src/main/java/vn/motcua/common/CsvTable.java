package vn.motcua.common;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A CSV file that came in: UTF-8, a header line, rows with the line on which each begins. Another
/// encoding, a broken quotation or an unknown header is refused with its place; nothing is guessed.
public final class CsvTable {
    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(List<String> header, List<Row> rows) {
        this.header = header;
        this.rows = rows;
    }

    /// One row: `line` counts from 1 and is that of the row's first character in the file. Cells
    /// are in composed form without outer blanks.
    public record Row(int line, Map<String, Integer> columns, String[] cells) {
        /// The cell; empty where the row has none.
        public String get(String column) {
            Integer at = columns.get(column);
            return at == null || at >= cells.length ? "" : cells[at];
        }
    }

    public List<String> header() {
        return header;
    }

    public List<Row> rows() {
        return rows;
    }

    /// Reads a whole file whose header must be exactly `expected`.
    public static CsvTable read(InputStream in, List<String> expected) {
        byte[] bytes = bytes(in);
        if (bytes.length == 0) {
            throw Problem.unprocessable("csv.empty");
        }
        refuseOtherEncodings(bytes);
        String text = decoded(bytes);
        try (CSVParser parser =
                CSVFormat.RFC4180
                        .builder()
                        .setIgnoreEmptyLines(true)
                        .get()
                        .parse(new StringReader(text))) {
            return rows(parser, emptyLines(text), expected);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String decoded(byte[] bytes) {
        int skip = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, skip, bytes.length - skip))
                    .toString();
        } catch (CharacterCodingException fault) {
            throw Problem.unprocessable("csv.not-utf8");
        }
    }

    private static BitSet emptyLines(String text) {
        BitSet empty = new BitSet();
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                if (i == start) {
                    empty.set(line);
                }
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                line++;
                start = i + 1;
            }
        }
        return empty;
    }

    private static CsvTable rows(CSVParser parser, BitSet empty, List<String> expected) {
        List<String> header = List.of();
        Map<String, Integer> columns = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        var records = parser.iterator();
        long line = 1;
        while (true) {
            CSVRecord record;
            try {
                line = empty.nextClearBit((int) parser.getCurrentLineNumber() + 1);
                if (!records.hasNext()) {
                    break;
                }
                record = records.next();
            } catch (java.io.UncheckedIOException | IllegalStateException fault) {
                Throwable cause = fault.getCause();
                if (cause instanceof CSVException
                        || cause instanceof IOException
                        || fault instanceof IllegalStateException) {
                    throw Problem.invalid(
                            List.of(
                                    InputError.line(
                                            (int) line,
                                            null,
                                            "Dòng CSV hỏng: dấu ngoặc kép mở mà không đóng, hoặc"
                                                    + " có chữ sau ngoặc đóng")));
                }
                throw fault;
            }
            if (header.isEmpty()) {
                header = record.stream().map(Vietnamese::text).toList();
                if (!header.equals(expected)) {
                    throw Problem.unprocessable(
                            "csv.header", String.join(",", expected), String.join(",", header));
                }
                for (int i = 0; i < header.size(); i++) {
                    columns.put(header.get(i), i);
                }
                continue;
            }
            rows.add(new Row((int) line, columns, clean(record.values())));
        }
        if (header.isEmpty()) {
            throw Problem.unprocessable("csv.empty");
        }
        return new CsvTable(header, rows);
    }

    private static String[] clean(String[] cells) {
        String[] clean = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            clean[i] = isPlain(cells[i]) ? cells[i] : Vietnamese.text(cells[i]);
        }
        return clean;
    }

    /// Nothing but ASCII letters, digits and marks: there is nothing to compose or strip.
    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c <= ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static void refuseOtherEncodings(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            throw Problem.unprocessable("csv.utf16");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            throw Problem.unprocessable("csv.is-xlsx");
        }
        for (int i = 0; i < Math.min(bytes.length, 4096); i++) {
            if (bytes[i] == 0) {
                throw Problem.unprocessable("csv.not-utf8");
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(InputStream in) {
        try (in) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}

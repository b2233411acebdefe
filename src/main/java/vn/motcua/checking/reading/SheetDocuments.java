package vn.motcua.checking.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;
import vn.motcua.checking.UnreadableFile;

/// Excel: each run of rows of a sheet is a table, each row a line, each figure has its cell.
final class SheetDocuments {
    private static final int COLUMNS = 400;

    private final List<Line> lines = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    private SheetDocuments() {}

    static Document read(String name, byte[] bytes) throws UnreadableFile {
        SheetDocuments reading = new SheetDocuments();
        try (OPCPackage container = OPCPackage.open(new ByteArrayInputStream(bytes))) {
            XSSFReader reader = new XSSFReader(container);
            ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(container);
            XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
            DataFormatter formatter = new DataFormatter(Locale.forLanguageTag("vi-VN"));
            Set<String> hidden = hidden(reader);
            while (sheets.hasNext()) {
                try (InputStream data = sheets.next()) {
                    if (hidden.contains(sheets.getSheetName())) {
                        continue;
                    }
                    Rows rows = new Rows();
                    XMLReader parser = XMLHelper.newXMLReader();
                    parser.setContentHandler(
                            new XSSFSheetXMLHandler(
                                    reader.getStylesTable(), strings, rows, formatter, false));
                    parser.parse(new InputSource(data));
                    reading.sheet(sheets.getSheetName(), rows.byNumber);
                }
            }
        } catch (EncryptedDocumentException e) {
            throw new UnreadableFile(
                    UnreadableFile.Reason.ENCRYPTED,
                    "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại.");
        } catch (IOException
                | OpenXML4JException
                | SAXException
                | ParserConfigurationException
                | RuntimeException e) {
            throw Documents.damaged();
        }
        return new Document(name, reading.lines, reading.tables);
    }

    /// Sheets that nobody sees hold lists and drafts, not the report.
    private static Set<String> hidden(XSSFReader reader)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        Set<String> hidden = new HashSet<>();
        XMLReader parser = XMLHelper.newXMLReader();
        parser.setContentHandler(
                new DefaultHandler() {
                    @Override
                    public void startElement(
                            String space, String name, String qualified, Attributes attributes) {
                        String state = attributes.getValue("state");
                        if (name.equals("sheet") && state != null && !state.equals("visible")) {
                            hidden.add(attributes.getValue("name"));
                        }
                    }
                });
        try (InputStream data = reader.getWorkbookData()) {
            parser.parse(new InputSource(data));
        }
        return hidden;
    }

    private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {
        private final SortedMap<Integer, SortedMap<Integer, String>> byNumber = new TreeMap<>();
        private int current;

        @Override
        public void startRow(int row) {
            current = row;
        }

        @Override
        public void endRow(int row) {}

        @Override
        public void cell(
                @Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
            if (value == null || value.isBlank() || byNumber.size() > Limits.LINES) {
                return;
            }
            SortedMap<Integer, String> row =
                    byNumber.computeIfAbsent(current, r -> new TreeMap<>());
            int column = reference == null ? row.size() : new CellReference(reference).getCol();
            if (column < COLUMNS) {
                row.put(column, TextDocuments.clean(Documents.nfc(value)));
            }
        }
    }

    private void sheet(String sheet, SortedMap<Integer, SortedMap<Integer, String>> rows) {
        List<List<Cell>> block = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        int previous = -2;
        int width = rows.values().stream().mapToInt(r -> r.lastKey() + 1).max().orElse(0);
        for (var entry : rows.entrySet()) {
            int number = entry.getKey();
            SortedMap<Integer, String> cells = entry.getValue();
            if (number != previous + 1) {
                close(block, titles);
            }
            previous = number;
            boolean note =
                    cells.size() == 1 && block.isEmpty()
                            || cells.size() == 1
                                    && cells.getOrDefault(cells.firstKey(), "").length() > 60;
            int index = lines.size();
            lines.add(
                    new Line(
                            place(sheet, number, cells.firstKey(), index),
                            String.join("\t", cells.values()),
                            !note));
            if (note) {
                titles.add(cells.getOrDefault(cells.firstKey(), ""));
                continue;
            }
            List<Cell> row = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                row.add(
                        new Cell(
                                place(sheet, number, column, index),
                                cells.getOrDefault(column, "")));
            }
            block.add(row);
        }
        close(block, titles);
    }

    private static Place place(String sheet, int row, int column, int index) {
        return new Place(
                Place.Kind.CELL,
                sheet + "!" + CellReference.convertNumToColString(column) + (row + 1),
                index);
    }

    private void close(List<List<Cell>> block, List<String> titles) {
        if (block.size() >= 2) {
            List<String> last = titles.subList(Math.max(0, titles.size() - 3), titles.size());
            tables.add(new Table(String.join(" ", last), block));
        }
        block.clear();
    }
}

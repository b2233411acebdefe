package vn.motcua.checking.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.tika.Tika;
import vn.motcua.checking.UnreadableFile;
import vn.motcua.checking.UnreadableFile.Reason;

/// Opens a file by what it holds, whatever its name says, and refuses what cannot be checked.
public final class Documents {
    private static final Map<String, Type> EXTENSIONS =
            Map.of(
                    "docx",
                    Type.WORD,
                    "xlsx",
                    Type.SHEET,
                    "pdf",
                    Type.PDF,
                    "txt",
                    Type.TEXT,
                    "md",
                    Type.TEXT);

    private static final int SAMPLE = 65_536;

    private Documents() {}

    private enum Type {
        WORD("Word (.docx)"),
        SHEET("Excel (.xlsx)"),
        PDF("PDF"),
        TEXT("văn bản thuần (.txt)");

        private final String label;

        Type(String label) {
            this.label = label;
        }
    }

    public static Document read(Path file) throws UnreadableFile {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            throw new UnreadableFile(
                    Reason.MISSING, "không tìm thấy tệp, hoặc đó không phải là tệp.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in);
        } catch (IOException e) {
            throw new UnreadableFile(
                    Reason.MISSING, "không đọc được tệp: hãy kiểm tra quyền truy cập.");
        }
    }

    /// Reads no more of the stream than the limit allows; keeps nothing of it.
    public static Document read(String name, InputStream in) throws IOException, UnreadableFile {
        byte[] bytes = in.readNBytes((int) Limits.FILE_BYTES + 1);
        if (bytes.length > Limits.FILE_BYTES) {
            throw new UnreadableFile(
                    Reason.TOO_LARGE,
                    "tệp lớn hơn "
                            + (Limits.FILE_BYTES >> 20)
                            + " MB; hãy tách nhỏ rồi kiểm tra từng phần.");
        }
        if (bytes.length == 0) {
            throw new UnreadableFile(Reason.EMPTY, "tệp rỗng, không có gì để kiểm tra.");
        }
        Type type = type(bytes);
        checkName(name, type);
        Document document =
                switch (type) {
                    case WORD -> WordDocuments.read(name, bytes);
                    case SHEET -> SheetDocuments.read(name, bytes);
                    case PDF -> PdfDocuments.read(name, bytes);
                    case TEXT -> TextDocuments.read(name, TextDocuments.decode(bytes));
                };
        return checked(document);
    }

    public static Document text(String name, String content) throws UnreadableFile {
        if (content.length() > Limits.CHARACTERS) {
            throw new UnreadableFile(Reason.TOO_LARGE, "văn bản dài quá mức cho phép.");
        }
        return checked(TextDocuments.read(name, content));
    }

    private static Document checked(Document document) throws UnreadableFile {
        if (document.lines().stream().allMatch(l -> l.text().isBlank())) {
            throw new UnreadableFile(Reason.EMPTY, "tệp không có chữ nào để kiểm tra.");
        }
        if (OldEncoding.writes(document.lines())) {
            throw new UnreadableFile(
                    Reason.OLD_ENCODING,
                    "chữ dùng bảng mã cũ (TCVN3 hoặc VNI), không phải Unicode; hãy chuyển mã sang Unicode rồi kiểm tra lại.");
        }
        long characters = document.lines().stream().mapToLong(l -> l.text().length()).sum();
        if (document.lines().size() > Limits.LINES || characters > Limits.CHARACTERS) {
            throw new UnreadableFile(Reason.TOO_LARGE, "văn bản dài quá mức cho phép.");
        }
        return document;
    }

    private static Type type(byte[] bytes) throws UnreadableFile {
        if (startsWith(bytes, "%PDF")) {
            return Type.PDF;
        }
        if (startsWith(bytes, "PK\u0003\u0004")) {
            return zipped(bytes);
        }
        if (bytes.length > 8
                && (bytes[0] & 0xff) == 0xd0
                && (bytes[1] & 0xff) == 0xcf
                && (bytes[2] & 0xff) == 0x11) {
            if (contains(bytes, "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE))) {
                throw new UnreadableFile(
                        Reason.ENCRYPTED,
                        "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại.");
            }
            throw new UnreadableFile(
                    Reason.UNKNOWN_TYPE,
                    "tệp Word hoặc Excel đời cũ (.doc, .xls); chỉ đọc được docx, xlsx, pdf, txt, hãy lưu lại thành .docx hoặc .xlsx.");
        }
        String detected = new Tika().detect(bytes);
        boolean unicode =
                bytes.length > 1 && ((bytes[0] & 0xff) == 0xff || (bytes[0] & 0xff) == 0xfe);
        boolean markup = detected.contains("html") || detected.contains("xml");
        boolean letters =
                detected.startsWith("text/")
                        || (detected.equals("application/octet-stream") && control(bytes) == 0);
        if (!unicode && (!letters || markup || binary(bytes))) {
            throw new UnreadableFile(
                    Reason.UNKNOWN_TYPE,
                    "chỉ đọc được docx, xlsx, pdf, txt; nội dung tệp này là " + detected + ".");
        }
        return Type.TEXT;
    }

    private static boolean binary(byte[] bytes) {
        return control(bytes) * 200 > Math.min(bytes.length, SAMPLE);
    }

    private static int control(byte[] bytes) {
        int control = 0;
        int length = Math.min(bytes.length, SAMPLE);
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xff;
            control += b < 9 || (b > 13 && b < 32 && b != 27) ? 1 : 0;
        }
        return control;
    }

    /// Unpacks into nothing, only to see what it is and that it is no bomb.
    private static Type zipped(byte[] bytes) throws UnreadableFile {
        Set<String> names = new HashSet<>();
        long unpacked = 0;
        byte[] buffer = new byte[65_536];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
                    unpacked += n;
                    boolean inflated =
                            unpacked > Limits.INFLATION_FREE_BYTES
                                    && unpacked / bytes.length > Limits.INFLATION;
                    if (unpacked > Limits.UNPACKED_BYTES
                            || inflated
                            || names.size() > Limits.ENTRIES) {
                        throw new UnreadableFile(
                                Reason.TOO_LARGE,
                                "tệp nén phình ra quá lớn khi mở; từ chối để giữ an toàn.");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged();
        }
        if (names.contains("word/document.xml")) {
            return Type.WORD;
        }
        if (names.contains("xl/workbook.xml")) {
            return Type.SHEET;
        }
        if (!contains(bytes, new byte[] {'P', 'K', 5, 6})) {
            throw damaged();
        }
        throw new UnreadableFile(
                Reason.UNKNOWN_TYPE,
                "chỉ đọc được docx, xlsx, pdf, txt; đây là tệp nén loại khác.");
    }

    static UnreadableFile damaged() {
        return new UnreadableFile(
                Reason.DAMAGED, "tệp bị hỏng hoặc bị cắt cụt; hãy lấy lại bản đầy đủ.");
    }

    private static void checkName(String name, Type type) throws UnreadableFile {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        Type named = EXTENSIONS.get(extension);
        if (named != null && named != type) {
            throw new UnreadableFile(
                    Reason.FALSE_TYPE,
                    "đuôi ."
                            + extension
                            + " nhưng nội dung là "
                            + type.label
                            + "; hãy đổi lại đúng đuôi tệp.");
        }
    }

    private static boolean startsWith(byte[] bytes, String head) {
        if (bytes.length < head.length()) {
            return false;
        }
        for (int i = 0; i < head.length(); i++) {
            if (bytes[i] != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static boolean contains(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int j = 0;
            while (j < wanted.length && bytes[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }

    static String nfc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u00a0', ' ')
                .replace("\u00ad", "");
    }
}

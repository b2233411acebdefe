package vn.motcua.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// An import as its user follows it.
record ImportRun(
        long id,
        String fileName,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String phase,
        int done,
        int total,
        ImportResult result) {
    boolean finished() {
        return finishedAt != null;
    }

    String told() {
        return switch (phase) {
            case "waiting" -> "đang chờ đến lượt";
            case "done" ->
                    "đã nhập xong: %s mới, %s cập nhật, %s không đổi"
                            .formatted(
                                    Vietnamese.number(result.imported()),
                                    Vietnamese.number(result.updated()),
                                    Vietnamese.number(result.unchanged()));
            case "refused" ->
                    "không nhập dòng nào vì có %s chỗ sai"
                            .formatted(Vietnamese.number(result.rejected().size()));
            case "failed" -> "chương trình gặp lỗi, chưa nhập dòng nào; hãy thử lại";
            case "refused:csv.empty" -> "tệp trống";
            case "refused:csv.not-utf8" ->
                    "tệp không phải mã UTF-8; hãy lưu lại dạng \"CSV UTF-8\"";
            case "refused:csv.utf16" -> "tệp ở mã UTF-16; hãy lưu lại dạng \"CSV UTF-8\"";
            case "refused:csv.is-xlsx" ->
                    "đây là tệp Excel hoặc tệp nén; hãy lưu dạng \"CSV UTF-8\"";
            case "refused:csv.header" -> "dòng tiêu đề không đúng mẫu";
            default ->
                    phase.startsWith("refused:")
                            ? "không nhập dòng nào; hãy sửa những chỗ nêu dưới đây"
                            : phase;
        };
    }
}

package vn.motcua.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.InputError;
import vn.motcua.common.Vietnamese;

/// A day off, several in a row, or a make-up day, as typed.
///
/// @param until last of several days in a row; empty for one
record SpecialDayForm(
        @Nullable String day,
        @Nullable String until,
        @Nullable String kind,
        @Nullable String name,
        @Nullable String replaces,
        @Nullable String source,
        @Nullable String status,
        @Nullable Integer version) {
    private static final int LONGEST_ROW = 15;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SOURCE = 300;

    static SpecialDayForm of(SpecialDay day) {
        return new SpecialDayForm(
                "" + day.day(),
                "",
                day.kind().name(),
                day.name(),
                day.replaces() == null ? "" : "" + day.replaces(),
                day.source(),
                day.status().name(),
                day.version());
    }

    /// The days meant; none where `errors` took something.
    List<SpecialDay> read(List<InputError> errors) {
        int before = errors.size();
        LocalDate first = date("day", day, true, errors);
        LocalDate last = date("until", until, false, errors);
        LocalDate replaced = date("replaces", replaces, false, errors);
        SpecialDay.Kind what = choice("kind", kind, SpecialDay.Kind.values(), errors);
        SpecialDay.Status standing = choice("status", status, SpecialDay.Status.values(), errors);
        String occasion = text("name", name, LONGEST_NAME, "Thiếu tên dịp nghỉ.", errors);
        String document =
                text(
                        "source",
                        source,
                        LONGEST_SOURCE,
                        "Thiếu văn bản làm căn cứ, ví dụ số thông báo và ngày ban hành.",
                        errors);
        if (first != null && last != null) {
            if (last.isBefore(first)) {
                errors.add(InputError.field("until", "Ngày cuối phải từ ngày đầu trở đi."));
            } else if (first.plusDays(LONGEST_ROW).isBefore(last)) {
                errors.add(
                        InputError.field(
                                "until", "Mỗi lần thêm nhiều nhất " + LONGEST_ROW + " ngày."));
            } else if (what == SpecialDay.Kind.MAKE_UP && !last.equals(first)) {
                errors.add(InputError.field("until", "Ngày làm bù thêm từng ngày một."));
            }
        }
        if (what == SpecialDay.Kind.OFF && replaced != null) {
            errors.add(InputError.field("replaces", "Chỉ ngày làm bù mới ghi ngày được làm bù."));
        }
        if (first != null && first.equals(replaced)) {
            errors.add(InputError.field("replaces", "Ngày làm bù phải khác ngày được làm bù."));
        }
        if (errors.size() > before || first == null || what == null || standing == null) {
            return List.of();
        }
        List<SpecialDay> days = new ArrayList<>();
        LocalDate end = last == null ? first : last;
        for (LocalDate each = first; !each.isAfter(end); each = each.plusDays(1)) {
            days.add(
                    new SpecialDay(
                            each,
                            what,
                            occasion,
                            replaced,
                            document,
                            standing,
                            version == null ? 0 : version));
        }
        return days;
    }

    private static @Nullable LocalDate date(
            String field, @Nullable String raw, boolean required, List<InputError> errors) {
        if (raw == null || raw.isBlank()) {
            if (required) {
                errors.add(InputError.field(field, "Thiếu ngày."));
            }
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(raw.strip());
            if (Days.covers(day)) {
                return day;
            }
            errors.add(
                    InputError.field(
                            field,
                            "Lịch chỉ có từ năm %d đến năm %d."
                                    .formatted(Days.FIRST.getYear(), Days.LAST.getYear())));
        } catch (DateTimeParseException unreadable) {
            errors.add(InputError.field(field, "Không hiểu ngày này; hãy chọn lại."));
        }
        return null;
    }

    private static <E extends Enum<E>> @Nullable E choice(
            String field, @Nullable String raw, E[] values, List<InputError> errors) {
        for (E value : values) {
            if (value.name().equals(raw)) {
                return value;
            }
        }
        errors.add(InputError.field(field, "Hãy chọn một trong các mục có sẵn."));
        return null;
    }

    private static String text(
            String field,
            @Nullable String raw,
            int longest,
            String missing,
            List<InputError> errors) {
        String text = raw == null ? "" : Vietnamese.text(raw);
        if (text.isEmpty()) {
            errors.add(InputError.field(field, missing));
        } else if (text.length() > longest) {
            errors.add(InputError.field(field, "Dài quá " + longest + " ký tự; hãy viết gọn lại."));
        }
        return text;
    }
}

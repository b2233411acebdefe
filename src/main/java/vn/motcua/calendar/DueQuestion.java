package vn.motcua.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;

/// "When is it due?", as asked from outside.
///
/// @param term null for a procedure whose result is due on the same day
record DueQuestion(Instant start, @Nullable Term term) {
    static final String SAME_DAY = "same_day";
    private static final int LONGEST_TEXT = 40;
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,8}");
    private static final DateTimeFormatter FORMS =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd")
                    .optionalStart()
                    .appendPattern("'T'HH:mm")
                    .optionalStart()
                    .appendPattern(":ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .optionalEnd()
                    .appendPattern("[XXX]")
                    .toFormatter()
                    .withResolverStyle(ResolverStyle.STRICT);

    /// Reads what was typed; `errors` takes what cannot be read, and the answer is null then.
    static @Nullable DueQuestion read(
            @Nullable String start,
            @Nullable String term,
            @Nullable String in,
            List<InputError> errors) {
        int before = errors.size();
        Instant moment = moment(start, errors);
        TermUnit unit = null;
        boolean sameDay = SAME_DAY.equals(in);
        if (in == null || in.isBlank()) {
            errors.add(InputError.field("in", "Thiếu đơn vị tính thời hạn."));
        } else if (!sameDay) {
            unit = TermUnit.ofCode(in).orElse(null);
            if (unit == null) {
                errors.add(
                        InputError.field(
                                "in",
                                "Không có đơn vị tính \"%s\"; chỉ có %s, %s."
                                        .formatted(
                                                cut(in),
                                                Arrays.stream(TermUnit.values())
                                                        .map(TermUnit::code)
                                                        .collect(Collectors.joining(", ")),
                                                SAME_DAY)));
            }
        }
        Integer amount = sameDay ? null : amount(term, errors);
        if (moment == null || errors.size() > before) {
            return null;
        }
        return new DueQuestion(
                moment, unit == null || amount == null ? null : new Term(amount, unit));
    }

    /// @throws Problem 422 where the term reaches beyond the calendar
    Deadline answer(WorkingCalendar calendar) {
        try {
            return term == null ? calendar.dueSameDay(start) : calendar.due(start, term);
        } catch (DateTimeException beyond) {
            throw Problem.invalid(
                    "term", "Hạn vượt quá năm " + Days.LAST.getYear() + ", năm cuối của lịch.");
        }
    }

    private static @Nullable Integer amount(@Nullable String raw, List<InputError> errors) {
        if (raw == null || raw.isBlank()) {
            errors.add(InputError.field("term", "Thiếu thời hạn."));
            return null;
        }
        if (AMOUNT.matcher(raw.strip()).matches()) {
            return Integer.valueOf(raw.strip());
        }
        errors.add(
                InputError.field(
                        "term",
                        "Thời hạn phải là số nguyên không âm, không phải \"" + cut(raw) + "\"."));
        return null;
    }

    private static @Nullable Instant moment(@Nullable String raw, List<InputError> errors) {
        if (raw == null || raw.isBlank()) {
            errors.add(InputError.field("start", "Thiếu thời điểm nhận."));
            return null;
        }
        Instant moment = parse(raw.strip());
        if (moment == null) {
            errors.add(
                    InputError.field(
                            "start",
                            "Không hiểu thời điểm \"%s\"; hãy viết như 2026-02-12T09:00 hoặc 2026-02-12T09:00:00+07:00."
                                    .formatted(cut(raw))));
            return null;
        }
        if (!WorkingCalendar.covers(moment)) {
            errors.add(
                    InputError.field(
                            "start",
                            "Lịch làm việc chỉ tính cho thời điểm nhận từ năm %d đến năm %d."
                                    .formatted(Days.FIRST.getYear(), Days.LAST.getYear() - 1)));
            return null;
        }
        return moment;
    }

    /// A moment with its offset, a local one, or a day, which stands for its start. A blank before
    /// the offset is a plus sign that the address did not escape.
    private static @Nullable Instant parse(String raw) {
        try {
            TemporalAccessor read =
                    FORMS.parseBest(
                            raw.replace(' ', '+'),
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from);
            return switch (read) {
                case OffsetDateTime moment -> moment.toInstant();
                case LocalDateTime local -> Vietnamese.at(local);
                case LocalDate day -> Vietnamese.startOf(day);
                default -> null;
            };
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static String cut(String raw) {
        return raw.length() <= LONGEST_TEXT ? raw : raw.substring(0, LONGEST_TEXT) + "…";
    }
}

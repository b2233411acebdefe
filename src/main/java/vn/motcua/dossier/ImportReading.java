package vn.motcua.dossier;

import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.CsvTable;
import vn.motcua.common.InputError;
import vn.motcua.common.Vietnamese;
import vn.motcua.procedure.Channel;

/// Reads the dossier CSV and checks each row on its own: what is missing, what is no date, what
/// comes before what it must follow, which code stands twice.
final class ImportReading {
    static final List<String> HEADER =
            List.of(
                    "code",
                    "procedure",
                    "unit",
                    "channel",
                    "applicant",
                    "received_at",
                    "due_at",
                    "outcome",
                    "outcome_at");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final int DATE_LENGTH = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'T'HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);
    private static final Map<String, Channel> CHANNELS =
            Arrays.stream(Channel.values())
                    .collect(Collectors.toMap(Channel::code, Function.identity()));
    private static final Map<String, Outcome> OUTCOMES =
            Arrays.stream(Outcome.values())
                    .collect(Collectors.toMap(Outcome::code, Function.identity()));
    private static final int LONGEST_CODE = 80;
    private static final int LONGEST_NAME = 500;

    private final Instant now;
    private final List<ImportRow> rows = new ArrayList<>();
    private final List<InputError> rejected = new ArrayList<>();
    private final Map<String, Integer> lineOfCode = new HashMap<>();
    // A file holds few days and times beside its many moments: each is read once.
    private final Map<String, LocalDate> days = new HashMap<>();
    private final Map<String, LocalTime> times = new HashMap<>();

    private ImportReading(Instant now) {
        this.now = now;
    }

    record Read(List<ImportRow> rows, List<InputError> rejected, int total) {}

    private record Moment(Instant at, LocalDate day, boolean dayOnly) {}

    static Read read(InputStream in, Instant now) {
        ImportReading reading = new ImportReading(now);
        List<CsvTable.Row> raw = CsvTable.read(in, HEADER).rows();
        raw.forEach(reading::check);
        return new Read(reading.rows, reading.rejected, raw.size());
    }

    private void check(CsvTable.Row row) {
        int before = rejected.size();
        if (row.cells().length != HEADER.size()) {
            reject(
                    row,
                    null,
                    "Dòng có %d ô, cần %d ô".formatted(row.cells().length, HEADER.size()));
            return;
        }
        String code = row.get("code");
        if (code.isEmpty()) {
            reject(row, "code", "Thiếu mã hồ sơ");
        } else if (code.length() > LONGEST_CODE) {
            reject(row, "code", "Mã hồ sơ dài quá 80 ký tự");
        } else {
            Integer first = lineOfCode.putIfAbsent(code, row.line());
            if (first != null) {
                reject(row, "code", "Mã %s đã có ở dòng %d của tệp".formatted(code, first));
            }
        }
        if (row.get("procedure").isEmpty()) {
            reject(row, "procedure", "Thiếu mã thủ tục");
        }
        if (row.get("unit").isEmpty()) {
            reject(row, "unit", "Thiếu mã đơn vị");
        }
        String applicant = row.get("applicant");
        if (applicant.isEmpty()) {
            reject(row, "applicant", "Thiếu tên người nộp");
        } else if (applicant.length() > LONGEST_NAME) {
            reject(row, "applicant", "Tên người nộp dài quá 500 ký tự");
        }
        Optional<Channel> channel = Optional.ofNullable(CHANNELS.get(row.get("channel")));
        if (channel.isEmpty()) {
            reject(
                    row,
                    "channel",
                    "Cách nộp phải là in_person, online_full, online_partial, online_other hoặc"
                            + " post, không phải \""
                            + row.get("channel")
                            + "\"");
        }
        Optional<Outcome> outcome = Optional.ofNullable(OUTCOMES.get(row.get("outcome")));
        if (outcome.isEmpty()) {
            reject(
                    row,
                    "outcome",
                    "Kết quả phải là pending, suspended, resolved, refused, withdrawn hoặc stopped,"
                            + " không phải \""
                            + row.get("outcome")
                            + "\"");
        }
        Moment received = moment(row, "received_at", true, false);
        Moment due = moment(row, "due_at", true, true);
        boolean pending = outcome.isPresent() && outcome.get() == Outcome.PENDING;
        Moment ended = null;
        if (pending && !row.get("outcome_at").isEmpty()) {
            reject(row, "outcome_at", "Hồ sơ đang giải quyết (pending) thì ô này phải trống");
        } else if (!pending && outcome.isPresent()) {
            ended = moment(row, "outcome_at", true, true);
        }
        order(row, received, due, ended);
        if (rejected.size() == before
                && received != null
                && due != null
                && channel.isPresent()
                && outcome.isPresent()) {
            rows.add(
                    new ImportRow(
                            row.line(),
                            code,
                            row.get("procedure"),
                            row.get("unit"),
                            channel.get(),
                            applicant,
                            received.at(),
                            received.day(),
                            due.at(),
                            outcome.get(),
                            ended == null ? null : ended.at(),
                            ended != null && ended.dayOnly()));
        }
    }

    private void order(
            CsvTable.Row row,
            @Nullable Moment received,
            @Nullable Moment due,
            @Nullable Moment ended) {
        if (received != null && received.at().isAfter(now)) {
            reject(row, "received_at", "Thời điểm nhận ở tương lai");
        }
        if (received != null && due != null && due.at().isBefore(received.at())) {
            reject(row, "due_at", "Hạn trả trước thời điểm nhận");
        }
        if (received != null && ended != null && ended.at().isBefore(received.at())) {
            reject(row, "outcome_at", "Thời điểm kết thúc trước thời điểm nhận");
        }
        if (ended != null
                && (ended.dayOnly()
                        ? Vietnamese.day(ended.at()).isAfter(Vietnamese.day(now))
                        : ended.at().isAfter(now))) {
            reject(row, "outcome_at", "Thời điểm kết thúc ở tương lai");
        }
    }

    private @Nullable Moment moment(
            CsvTable.Row row, String column, boolean required, boolean endOfDay) {
        String text = row.get(column);
        if (text.isEmpty()) {
            if (required) {
                reject(row, column, "Thiếu ngày giờ");
            }
            return null;
        }
        try {
            LocalDate day =
                    days.computeIfAbsent(
                            text.substring(0, Math.min(DATE_LENGTH, text.length())),
                            written -> LocalDate.parse(written, DATE));
            if (text.length() == DATE_LENGTH) {
                return checked(
                        row,
                        column,
                        day,
                        new Moment(
                                endOfDay ? Vietnamese.endOf(day) : Vietnamese.startOf(day),
                                day,
                                true));
            }
            LocalTime time =
                    times.computeIfAbsent(
                            text.substring(DATE_LENGTH), written -> LocalTime.parse(written, TIME));
            return checked(
                    row, column, day, new Moment(Vietnamese.at(day.atTime(time)), day, false));
        } catch (DateTimeParseException fault) {
            reject(
                    row,
                    column,
                    "\"%s\" không phải ngày có thật; viết như 2024-09-15 hoặc 2024-09-15T14:30"
                            .formatted(text));
            return null;
        }
    }

    private @Nullable Moment checked(
            CsvTable.Row row, String column, LocalDate day, Moment moment) {
        if (day.getYear() < 1990 || day.getYear() > 2100) {
            reject(row, column, "Năm %d ngoài khoảng 1990–2100".formatted(day.getYear()));
            return null;
        }
        return moment;
    }

    private void reject(CsvTable.Row row, @Nullable String field, String message) {
        rejected.add(InputError.line(row.line(), field, message));
    }
}

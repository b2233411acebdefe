package vn.motcua.common;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Vietnamese text, numbers and dates as offices print them: `1.082,5`, `94,5%`, `06/3/2024`. Days
/// are those of Asia/Ho_Chi_Minh.
public final class Vietnamese {
    public static final Locale LOCALE = Locale.of("vi", "VN");
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private Vietnamese() {}

    /// Composed form, outer and repeated white space removed.
    public static String text(String raw) {
        String composed = Normalizer.normalize(raw, Normalizer.Form.NFC);
        return BLANKS.matcher(composed).replaceAll(" ").strip();
    }

    /// Lower case without marks, for comparing names that people spell in several ways.
    public static String fold(String raw) {
        String plain =
                MARKS.matcher(Normalizer.normalize(raw, Normalizer.Form.NFD))
                        .replaceAll("")
                        .replace('đ', 'd')
                        .replace('Đ', 'd')
                        .replace('’', '\'')
                        .toLowerCase(Locale.ROOT);
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }

    public static String number(long value) {
        return format("#,##0").format(value);
    }

    public static String number(BigDecimal value) {
        return format("#,##0.######").format(value);
    }

    /// With as many decimals as the value states, at most two: `94,5%`, `93,0%`.
    public static String percent(@Nullable BigDecimal value) {
        if (value == null) {
            return "–";
        }
        String places = "0".repeat(Math.clamp(value.scale(), 0, 2));
        return format("#,##0" + (places.isEmpty() ? "" : "." + places)).format(value) + "%";
    }

    public static String money(long dong) {
        return number(dong) + " đồng";
    }

    /// Day and month with two digits, the form of lists and screens.
    public static String date(LocalDate day) {
        return DATE.format(day);
    }

    /// The form of NĐ 30/2020: a leading 0 for days below 10 and for months 1 and 2 only.
    public static String officialDate(LocalDate day) {
        String month =
                day.getMonthValue() <= 2 ? "0" + day.getMonthValue() : "" + day.getMonthValue();
        return "ngày %02d tháng %s năm %d".formatted(day.getDayOfMonth(), month, day.getYear());
    }

    public static String moment(Instant moment) {
        return MOMENT.format(local(moment));
    }

    public static String clock(Instant moment) {
        return CLOCK.format(local(moment));
    }

    public static LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZONE);
    }

    public static LocalDate day(Instant moment) {
        return local(moment).toLocalDate();
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /// The last second of the day, the moment that a bare due or end date stands for.
    public static Instant endOf(LocalDate day) {
        return day.atTime(23, 59, 59).atZone(ZONE).toInstant();
    }

    public static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    public static String weekday(LocalDate day) {
        return weekday(day.getDayOfWeek());
    }

    public static String weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> "thứ Hai";
            case TUESDAY -> "thứ Ba";
            case WEDNESDAY -> "thứ Tư";
            case THURSDAY -> "thứ Năm";
            case FRIDAY -> "thứ Sáu";
            case SATURDAY -> "thứ Bảy";
            case SUNDAY -> "Chủ nhật";
        };
    }

    /// Working minutes in words: `2 giờ 30 phút`, `45 phút`.
    public static String minutes(long minutes) {
        long hours = minutes / 60;
        long rest = minutes % 60;
        if (hours == 0) {
            return rest + " phút";
        }
        return rest == 0 ? number(hours) + " giờ" : number(hours) + " giờ " + rest + " phút";
    }

    /// A span of clock time, in its largest unit: `3 ngày`, `4 giờ`, `20 phút`.
    public static String span(Duration span) {
        Duration positive = span.abs();
        if (positive.toDays() > 0) {
            return number(positive.toDays()) + " ngày";
        }
        return positive.toHours() > 0
                ? positive.toHours() + " giờ"
                : positive.toMinutes() + " phút";
    }

    /// `part / whole × 100`, to `decimals` places, half up; null where the whole is 0.
    public static @Nullable BigDecimal share(long part, long whole, int decimals) {
        if (whole == 0) {
            return null;
        }
        return BigDecimal.valueOf(part)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }

    private static DecimalFormat format(String pattern) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator('.');
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}

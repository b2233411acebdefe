package vn.motcua.procedure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.Vietnamese;

/// The terms and fees of one cell of the national list, such as `Trực tuyến: 3 Ngày làm việc [Miễn
/// phí] | Trực tiếp: 5 Ngày [70,000 Việt Nam Đồng]`. Only what says one thing is read; everything
/// else is kept as it is printed.
///
/// @param texts what is printed for the channels whose term was not read
/// @param unread parts that belong to no known channel
record PrintedTerms(
        Map<Channel, Term> terms, Map<Channel, String> texts, List<Fee> fees, List<String> unread) {
    private static final String FEE_NAME = "Phí, lệ phí";
    private static final Pattern CHANNEL = Pattern.compile("([^:\\[\\]]+):(.*)");
    private static final Pattern CASE = Pattern.compile("(.*?)\\s*(?:\\[([^\\[\\]]*)])?");
    private static final Pattern TERM = Pattern.compile("(\\d{1,4}) (\\p{L}[\\p{L} ]*)");
    private static final Pattern DONG =
            Pattern.compile("(\\d{1,3}(?:,\\d{3})*) (?:vnđ|việt nam đồng)");
    // Sums such as "50 VNĐ" stand for another currency or for thousands; which, it does not say.
    private static final long SMALLEST_SUM = 1000;

    private record PrintedFee(@Nullable Long amount, @Nullable String note) {}

    static PrintedTerms read(String cell) {
        Map<Set<Channel>, List<String>> bodies = new LinkedHashMap<>();
        List<String> unread = new ArrayList<>();
        for (String part : cell.split("\\|")) {
            String text = Vietnamese.text(part);
            if (text.isEmpty()) {
                continue;
            }
            Matcher named = CHANNEL.matcher(text);
            Set<Channel> channels = named.matches() ? channels(named.group(1)) : Set.of();
            if (channels.isEmpty()) {
                unread.add(text);
            } else {
                bodies.computeIfAbsent(channels, key -> new ArrayList<>())
                        .add(named.group(2).strip());
            }
        }
        Map<Channel, Term> terms = new EnumMap<>(Channel.class);
        Map<Channel, String> texts = new EnumMap<>(Channel.class);
        Map<PrintedFee, Set<Channel>> fees = new LinkedHashMap<>();
        bodies.forEach((channels, printed) -> {
            String body = String.join("; ", printed);
            List<String> cases =
                    List.of(body.split(";")).stream()
                            .map(String::strip)
                            .filter(each -> !each.isEmpty())
                            .toList();
            Term term = cases.size() == 1 ? term(cases.getFirst()) : null;
            for (Channel channel : channels) {
                if (term != null) {
                    terms.put(channel, term);
                } else {
                    texts.put(channel, cases.size() == 1 ? withoutFee(cases.getFirst()) : body);
                }
            }
            PrintedFee fee = fee(cases, body);
            if (fee != null) {
                fees.computeIfAbsent(fee, key -> EnumSet.noneOf(Channel.class)).addAll(channels);
            }
        });
        return new PrintedTerms(
                terms,
                texts,
                fees.entrySet().stream()
                        .map(each ->
                                new Fee(
                                        FEE_NAME,
                                        each.getValue(),
                                        each.getKey().amount(),
                                        null,
                                        each.getKey().note()))
                        .toList(),
                unread);
    }

    private static Set<Channel> channels(String name) {
        return switch (Vietnamese.fold(name)) {
            case "truc tuyen" -> Channel.ONLINE;
            case "truc tiep" -> EnumSet.of(Channel.IN_PERSON);
            case "dich vu buu chinh" -> EnumSet.of(Channel.POST);
            default -> Set.of();
        };
    }

    private static @Nullable Term term(String text) {
        Matcher printed = TERM.matcher(withoutFee(text).toLowerCase(Locale.ROOT));
        if (!printed.matches()) {
            return null;
        }
        TermUnit unit =
                switch (printed.group(2)) {
                    case "ngày làm việc" -> TermUnit.WORKING_DAYS;
                    case "ngày" -> TermUnit.DAYS;
                    case "giờ" -> TermUnit.HOURS;
                    case "tháng" -> TermUnit.MONTHS;
                    default -> null;
                };
        int amount = Integer.parseInt(printed.group(1));
        return unit == null || amount == 0 ? null : new Term(amount, unit);
    }

    private static String withoutFee(String text) {
        Matcher parts = CASE.matcher(text);
        return parts.matches() ? parts.group(1) : text;
    }

    private static @Nullable PrintedFee fee(List<String> cases, String body) {
        Set<String> printed = new java.util.LinkedHashSet<>();
        for (String each : cases) {
            Matcher parts = CASE.matcher(each);
            String fee = parts.matches() && parts.group(2) != null ? parts.group(2).strip() : "";
            printed.add(fee);
        }
        if (printed.size() > 1) {
            return new PrintedFee(null, body);
        }
        String only = printed.isEmpty() ? "" : printed.iterator().next();
        if (only.isEmpty()) {
            return null;
        }
        if (Vietnamese.fold(only).equals("mien phi")) {
            return new PrintedFee(0L, null);
        }
        Matcher dong = DONG.matcher(only.toLowerCase(Locale.ROOT));
        if (dong.matches() && dong.group(1).length() <= 19) {
            long amount = Long.parseLong(dong.group(1).replace(",", ""));
            if (amount == 0 || amount >= SMALLEST_SUM) {
                return new PrintedFee(amount, null);
            }
        }
        return new PrintedFee(null, only);
    }
}

package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;

/// "03 đơn vị (xã A, B và thị trấn C)": lists that say how many they are.
final class Listings {
    private static final Pattern BRACKETS =
            Pattern.compile("^[^.;:()\\d]{0,80}\\(([^()]{4,600})\\)", Pattern.DOTALL);
    private static final Pattern QUOTES =
            Pattern.compile(
                    "^[^.;()\\d“]{0,60}?(?:gồm|là|:)[^.;()\\d“]{0,20}(“.*)$", Pattern.DOTALL);
    private static final Pattern OPENING =
            Pattern.compile("^\\s*(?:gồm|bao gồm|cụ thể|là|trong đó)?(?:\\s*có)?\\s*:?\\s*");
    private static final Pattern PREFIX =
            Pattern.compile(
                    "^(?:ủy ban nhân dân|ubnd|đảng ủy|các|hai|ba|xã|phường|thị trấn|huyện|thôn|bản|và|,|\\s|\\*|_)+(?::|(?=[\\p{Lu}]))",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern OPEN_ENDED =
            Pattern.compile(
                    "\\.\\.\\.|…|v\\.v|vv|như |chủ yếu|ví dụ|theo |kèm theo|số \\d|ngày |năm |không |đạt |trừ |kể cả|tại |quyết định|kế hoạch|công văn|từ ");
    private static final Pattern RUNNING =
            Pattern.compile(
                    "^[^.,;:()\\d]{0,40}?(?::|(?:bao gồm|gồm có|gồm|đó là|là)\\s*:?)\\s*(?=[\\p{Lu}“])([^.:()\\d]{4,600})(?:\\.|;\\s*$|$)");
    private static final Pattern INSTITUTION =
            Pattern.compile(
                    "^(?:và )?(?:phòng|ban|sở|ubnd|ủy ban|trung tâm|văn phòng|trường|công an|hạt|chi cục|thanh tra|đảng ủy|hội|bảo hiểm|kho bạc|xã|phường|thị trấn|huyện|thị xã|thành phố|thôn|quận)(?!\\p{L})");
    private static final List<String> NAMED_UNITS =
            List.of("xã", "đơn vị", "đơn vị sự nghiệp", "thôn");

    private Listings() {}

    static void find(Passage passage, Claims claims) {
        for (Figure figure : passage.figures()) {
            boolean countable =
                    figure.is(Measure.COUNT)
                            && figure.role() == Figure.Role.ALONE
                            && figure.exact()
                            && figure.decimals() == 0
                            && figure.value().compareTo(BigDecimal.TWO) >= 0
                            && figure.value().compareTo(BigDecimal.valueOf(40)) <= 0
                            && !figure.noun().isEmpty();
            if (!countable) {
                continue;
            }
            String after =
                    passage.text()
                            .substring(
                                    figure.end(),
                                    Math.min(passage.text().length(), figure.end() + 800));
            Matcher brackets = BRACKETS.matcher(after);
            if (brackets.find()) {
                bracketed(
                        passage,
                        figure,
                        brackets.group(1),
                        figure.end() + brackets.start(1),
                        claims);
                continue;
            }
            Matcher quotes = QUOTES.matcher(after);
            if (quotes.find()) {
                quoted(passage, figure, quotes.group(1), claims);
                continue;
            }
            Matcher running = RUNNING.matcher(after);
            if (NAMED_UNITS.contains(figure.noun()) && running.find()) {
                bracketed(
                        passage, figure, running.group(1), figure.end() + running.start(1), claims);
            }
        }
    }

    private static void bracketed(
            Passage passage, Figure figure, String content, int offset, Claims claims) {
        boolean counts =
                passage.figures().stream()
                        .anyMatch(f -> f.start() >= offset && f.end() <= offset + content.length());
        String lower = content.toLowerCase(java.util.Locale.ROOT);
        if (counts || OPEN_ENDED.matcher(lower).find()) {
            return;
        }
        String list = content.replace("*", "");
        Matcher opening = OPENING.matcher(list.toLowerCase(java.util.Locale.ROOT));
        if (opening.find()) {
            list = list.substring(opening.end());
        }
        int colon = list.indexOf(':');
        if (colon >= 0 && colon < 40) {
            list = list.substring(colon + 1);
        }
        boolean semicolons = list.contains(";");
        String[] items = list.split(semicolons ? ";" : ",");
        if (items.length < 2 && !list.contains(" và ")) {
            return;
        }
        int least = 0;
        int most = 0;
        int institutions = 0;
        boolean proper = true;
        for (String item : items) {
            String name = item.strip();
            if (name.isEmpty()) {
                continue;
            }
            String bare = PREFIX.matcher(name).replaceFirst("").strip();
            proper &=
                    !bare.isEmpty()
                            && Character.isUpperCase(bare.codePointAt(0))
                            && bare.split("\\s+").length <= 9;
            least++;
            institutions +=
                    INSTITUTION.matcher(name.toLowerCase(java.util.Locale.ROOT)).find() ? 1 : 0;
            most +=
                    1
                            + (name.split(" và | & ").length - 1)
                            + (semicolons ? name.split(",").length - 1 : 0);
        }
        if (!proper || most < 2) {
            return;
        }
        if (institutions > 0) {
            least = institutions;
        }
        int stated = figure.value().intValueExact();
        boolean right = stated >= least && stated <= most;
        boolean sure =
                NAMED_UNITS.contains(figure.noun()) && Math.abs(stated - most) <= 4 && most <= 20;
        if (!right && !sure) {
            return;
        }
        add(passage, figure, right ? stated : stated > most ? most : least, right, content, claims);
    }

    private static void quoted(Passage passage, Figure figure, String tail, Claims claims) {
        if (tail.contains("...") || tail.contains("…")) {
            return;
        }
        int count = (int) tail.chars().filter(c -> c == '“').count();
        int stated = figure.value().intValueExact();
        if (count == stated) {
            add(passage, figure, count, true, tail, claims);
        } else if (tail.matches("(?s)(?:“[^“”]+”?\\s*(?:[;,.]|và|\\s)*)+")
                && count >= 2
                && Math.abs(count - stated) <= 3) {
            add(passage, figure, count, false, tail, claims);
        }
    }

    private static void add(
            Passage passage,
            Figure figure,
            int counted,
            boolean right,
            String list,
            Claims claims) {
        String shown = list.replace("*", "").replaceAll("\\s+", " ").strip();
        claims.add(
                new Claim(
                        Kind.LIST_COUNT,
                        Basis.AS_PRINTED,
                        right ? Verdict.OK : Verdict.WRONG,
                        passage.place(figure),
                        passage.quote(figure, figure),
                        List.of(figure.value()),
                        figure.raw(),
                        Integer.toString(counted),
                        right
                                ? "Liệt kê đủ " + counted + " mục."
                                : "Nói "
                                        + Arithmetic.show(figure.value())
                                        + " nhưng liệt kê "
                                        + counted
                                        + ": "
                                        + (shown.length() > 160
                                                ? shown.substring(0, 160) + "…"
                                                : shown)
                                        + "."));
    }
}

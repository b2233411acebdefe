package vn.motcua.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.CsvTable;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.Fee;
import vn.motcua.procedure.Level;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.OnlineLevel;
import vn.motcua.procedure.PauseRule;
import vn.motcua.procedure.Procedures;
import vn.motcua.procedure.ProcessStep;
import vn.motcua.procedure.Publication;

/// The procedures of the demonstration: real codes, names and terms; their internal processes, the
/// share of each in what is received, and some names of papers are illustrative.
@Component
class Catalogue {
    private static final List<String> HEADER =
            List.of(
                    "code",
                    "name",
                    "field",
                    "decision",
                    "received",
                    "weight",
                    "online",
                    "term",
                    "term_online",
                    "term_post",
                    "restart",
                    "process",
                    "fee",
                    "fee_per",
                    "fee_online",
                    "papers");
    private static final LocalDate SINCE = LocalDate.of(2023, 1, 1);
    private static final long DAY = 480;
    private static final Set<Channel> ONLINE =
            Set.of(Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL, Channel.ONLINE_OTHER);

    /// A procedure with where and how often it is asked for.
    ///
    /// @param weight share among the procedures of a place; 0: not in generated dossiers
    record Offer(
            NewProcedure procedure,
            boolean atDistrict,
            boolean atCommunes,
            int weight,
            String process) {
        boolean offeredAt(KrongNo.Place place) {
            return place.district() ? atDistrict : atCommunes;
        }

        boolean hasTerm(Channel channel) {
            return procedure.sameDay() || procedure.terms().containsKey(channel);
        }

        /// The online channel it is offered on; null where it is not.
        @Nullable Channel online() {
            return switch (procedure.onlineLevel()) {
                case FULL -> Channel.ONLINE_FULL;
                case PARTIAL -> Channel.ONLINE_PARTIAL;
                case NONE, UNKNOWN -> null;
            };
        }
    }

    private final Procedures procedures;
    private final KrongNo krongNo;

    Catalogue(Procedures procedures, KrongNo krongNo) {
        this.procedures = procedures;
        this.krongNo = krongNo;
    }

    void load() {
        Map<String, UnitId> units = krongNo.keys();
        for (Offer offer : offers()) {
            NewProcedure procedure = offer.procedure();
            boolean known = procedures.inForce(procedure.code(), SINCE).isPresent();
            if (!known) {
                procedures.create(procedure.withSteps(steps(offer, units)), "system");
            }
        }
    }

    private static final class Known {
        static final List<Offer> OFFERS = read();
    }

    static List<Offer> offers() {
        return Known.OFFERS;
    }

    private static List<Offer> read() {
        try (InputStream in = Catalogue.class.getResourceAsStream("/demo/procedures.csv")) {
            if (in == null) {
                throw new IllegalStateException("demo/procedures.csv is missing");
            }
            return CsvTable.read(in, HEADER).rows().stream().map(Catalogue::offer).toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static Offer offer(CsvTable.Row row) {
        String received = row.get("received");
        boolean district = !received.equals("commune");
        boolean communes = !received.equals("district");
        NewProcedure procedure =
                NewProcedure.of(row.get("code"), row.get("name"), row.get("field"), SINCE)
                        .asImported()
                        .withTerms(terms(row))
                        .withOnlineLevel(
                                OnlineLevel.valueOf(row.get("online").toUpperCase(Locale.ROOT)))
                        .withFees(fees(row))
                        .withComponents(papers(row.get("papers")))
                        .withPauseRule(
                                row.get("restart").isEmpty() ? PauseRule.PAUSE : PauseRule.RESTART)
                        .publishedBy(Publication.byDecision(row.get("decision")));
        procedure =
                district && communes
                        ? procedure.at(Level.DISTRICT, Level.COMMUNE)
                        : procedure.at(district ? Level.DISTRICT : Level.COMMUNE);
        return new Offer(
                row.get("term").equals("same_day") ? procedure.onTheSameDay() : procedure,
                district,
                communes,
                Integer.parseInt(row.get("weight")),
                row.get("process"));
    }

    private static Map<Channel, Term> terms(CsvTable.Row row) {
        Map<Channel, Term> terms = new EnumMap<>(Channel.class);
        put(terms, Set.of(Channel.IN_PERSON), row.get("term"));
        put(terms, ONLINE, row.get("term_online"));
        put(terms, Set.of(Channel.POST), row.get("term_post"));
        return terms;
    }

    private static void put(Map<Channel, Term> terms, Set<Channel> channels, String text) {
        if (text.isEmpty() || text.equals("same_day")) {
            return;
        }
        String amount = text.replaceAll("[a-z]+$", "");
        Term term =
                new Term(
                        Integer.parseInt(amount),
                        text.endsWith("wd") ? TermUnit.WORKING_DAYS : TermUnit.DAYS);
        channels.forEach(channel -> terms.put(channel, term));
    }

    private static Fee[] fees(CsvTable.Row row) {
        long amount = Long.parseLong(row.get("fee"));
        String per = row.get("fee_per").isEmpty() ? null : row.get("fee_per");
        if (row.get("fee_online").isEmpty()) {
            return new Fee[] {new Fee("Phí, lệ phí", Set.of(), amount, per, null)};
        }
        long online = Long.parseLong(row.get("fee_online"));
        return new Fee[] {
            new Fee("Lệ phí", Set.of(Channel.IN_PERSON, Channel.POST), amount, per, null),
            new Fee("Lệ phí khi nộp trực tuyến", ONLINE, online, per, null)
        };
    }

    private static vn.motcua.procedure.Component[] papers(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(each -> {
                    int colon = each.lastIndexOf(':');
                    String[] counts = each.substring(colon + 1).split("\\+", -1);
                    return new vn.motcua.procedure.Component(
                            each.substring(0, colon),
                            Integer.parseInt(counts[0]),
                            Integer.parseInt(counts[1]),
                            null);
                })
                .toArray(vn.motcua.procedure.Component[]::new);
    }

    /// The internal process, its hours fitted into the term.
    static List<ProcessStep> steps(Offer offer, Map<String, UnitId> units) {
        List<ProcessStep> steps = new ArrayList<>();
        long minutes = minutes(offer);
        UnitId leaders = units.get("664.VP");
        switch (offer.process()) {
            case "at_once" -> {
                step(steps, "Tiếp nhận, kiểm tra hồ sơ", null, Role.COUNTER, 30);
                step(steps, "Đối chiếu, soạn kết quả", null, Role.HANDLER, 120);
                step(steps, "Ký duyệt", null, Role.APPROVER, 60);
                step(steps, "Đóng dấu, vào sổ, chuyển trả kết quả", null, Role.COUNTER, 30);
            }
            case "civil", "justice" -> {
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 60);
                step(
                        steps,
                        "Thẩm định, soạn kết quả",
                        offer.atCommunes() ? null : units.get("664.TP"),
                        Role.HANDLER,
                        minutes - 420);
                step(steps, "Ký duyệt", null, Role.APPROVER, 240);
                step(steps, "Vào sổ, chuyển trả kết quả", null, Role.COUNTER, 120);
            }
            case "linked" -> {
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 60);
                step(steps, "Đăng ký khai sinh", null, Role.HANDLER, 240);
                step(steps, "Ký Giấy khai sinh", null, Role.APPROVER, 180);
                step(
                        steps,
                        "Liên thông cư trú, bảo hiểm xã hội",
                        null,
                        Role.HANDLER,
                        minutes - 600);
                step(steps, "Nhận kết quả liên thông, chuyển trả", null, Role.COUNTER, 120);
            }
            case "social" -> {
                UnitId office = units.get("664.LDTBXH");
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 60);
                step(steps, "Xét duyệt, niêm yết", null, Role.HANDLER, minutes / 2 - 300);
                step(steps, "Chủ tịch UBND xã ký, chuyển huyện", null, Role.APPROVER, 240);
                step(steps, "Thẩm định tại Phòng chuyên môn", office, Role.HANDLER, minutes / 4);
                step(steps, "Lãnh đạo Phòng duyệt", office, Role.APPROVER, minutes / 8);
                step(steps, "Lãnh đạo UBND huyện ký", leaders, Role.APPROVER, minutes / 8 - 120);
                step(steps, "Vào sổ, chuyển trả kết quả", null, Role.COUNTER, 120);
            }
            case "finance", "registry" -> {
                UnitId office =
                        units.get(offer.process().equals("finance") ? "664.TCKH" : "664.DKDD");
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 120);
                step(steps, "Phân công xử lý", office, Role.APPROVER, 60);
                step(steps, "Thẩm định, soạn kết quả", office, Role.HANDLER, minutes - 540);
                step(steps, "Lãnh đạo ký", office, Role.APPROVER, 240);
                step(steps, "Vào sổ, chuyển trả kết quả", null, Role.COUNTER, 120);
            }
            case "building" -> {
                UnitId office = units.get("664.KTHT");
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 120);
                step(steps, "Phân công xử lý", office, Role.APPROVER, 120);
                step(steps, "Thẩm định, kiểm tra thực địa", office, Role.HANDLER, minutes - 1080);
                step(steps, "Lãnh đạo Phòng duyệt", office, Role.APPROVER, 240);
                step(steps, "Lãnh đạo UBND huyện ký", leaders, Role.APPROVER, 480);
                step(steps, "Vào sổ, chuyển trả kết quả", null, Role.COUNTER, 120);
            }
            case "land" -> {
                step(steps, "Tiếp nhận, chuyển hồ sơ", null, Role.COUNTER, 120);
                step(
                        steps,
                        "Kiểm tra bản đồ, thẩm tra hồ sơ",
                        units.get("664.DKDD"),
                        Role.HANDLER,
                        (minutes - 1080) * 2 / 3);
                step(
                        steps,
                        "Thẩm định, lập tờ trình",
                        units.get("664.TNMT"),
                        Role.HANDLER,
                        (minutes - 1080) / 3);
                step(steps, "Lãnh đạo Phòng duyệt", units.get("664.TNMT"), Role.APPROVER, 240);
                step(steps, "Lãnh đạo UBND huyện ký", leaders, Role.APPROVER, 480);
                step(steps, "Vào sổ, chuyển trả kết quả", null, Role.COUNTER, 120);
            }
            default -> throw new IllegalStateException("no process " + offer.process());
        }
        return steps;
    }

    private static long minutes(Offer offer) {
        Term term = offer.procedure().terms().get(Channel.IN_PERSON);
        if (term == null) {
            return offer.procedure().sameDay() ? DAY / 2 : 3 * DAY;
        }
        return term.unit() == TermUnit.WORKING_DAYS
                ? term.amount() * DAY
                : term.amount() * 5 / 7 * DAY;
    }

    private static void step(
            List<ProcessStep> steps, String name, @Nullable UnitId unit, Role role, long minutes) {
        steps.add(new ProcessStep(steps.size() + 1, name, unit, role, Math.max(30, minutes)));
    }
}

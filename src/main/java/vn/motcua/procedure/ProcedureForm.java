package vn.motcua.procedure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.InputError;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Role;

/// A procedure as it stands in the form, every value as typed.
///
/// @param read row version of the procedure when the form was opened; 0 for a new one
record ProcedureForm(
        int read,
        String code,
        String name,
        String field,
        String validFrom,
        String decision,
        Set<String> levels,
        String onlineLevel,
        String pauseRule,
        boolean sameDay,
        List<TermInput> terms,
        List<ComponentInput> components,
        List<FeeInput> fees,
        List<StepInput> steps) {
    /// Who may be set to perform a step.
    static final List<Role> PERFORMERS =
            List.of(Role.COUNTER, Role.HANDLER, Role.APPROVER, Role.CLERK);

    private static final int MOST_ROWS = 60;

    record TermInput(Channel channel, String amount, String unit, String text) {}

    record ComponentInput(String name, String originals, String copies, String note) {
        boolean blank() {
            return name.isEmpty() && note.isEmpty();
        }
    }

    /// @param channels codes joined by commas; empty: all
    record FeeInput(String name, String channels, String amount, String per, String note) {
        boolean blank() {
            return amount.isEmpty() && per.isEmpty() && note.isEmpty();
        }
    }

    /// @param unit code of the performing unit; empty: the receiving one
    record StepInput(String name, String unit, String role, String hours) {
        boolean blank() {
            return name.isEmpty() && unit.isEmpty() && hours.isEmpty();
        }
    }

    static ProcedureForm empty(LocalDate today) {
        return new ProcedureForm(
                0,
                "",
                "",
                "",
                today.toString(),
                "",
                Set.of(),
                OnlineLevel.UNKNOWN.name(),
                PauseRule.PAUSE.name(),
                false,
                Arrays.stream(Channel.values())
                        .map(channel ->
                                new TermInput(channel, "", TermUnit.WORKING_DAYS.name(), ""))
                        .toList(),
                List.of(new ComponentInput("", "1", "0", "")),
                List.of(new FeeInput("Phí, lệ phí", "", "", "", "")),
                List.of());
    }

    static ProcedureForm of(
            ProcedureVersion version,
            int read,
            LocalDate validFrom,
            Function<UnitId, String> unitCode) {
        return new ProcedureForm(
                read,
                version.code(),
                version.name(),
                version.field(),
                validFrom.toString(),
                orEmpty(version.publication().decision()),
                version.levels().stream().map(Level::name).collect(Collectors.toSet()),
                version.onlineLevel().name(),
                version.pauseRule().name(),
                version.sameDay(),
                Arrays.stream(Channel.values())
                        .map(channel -> {
                            Term term = version.term(channel);
                            return new TermInput(
                                    channel,
                                    term == null ? "" : "" + term.amount(),
                                    (term == null ? TermUnit.WORKING_DAYS : term.unit()).name(),
                                    orEmpty(version.termTexts().get(channel)));
                        })
                        .toList(),
                version.components().stream()
                        .map(each ->
                                new ComponentInput(
                                        each.name(),
                                        "" + each.originals(),
                                        "" + each.copies(),
                                        orEmpty(each.note())))
                        .toList(),
                version.fees().stream()
                        .map(each ->
                                new FeeInput(
                                        each.name(),
                                        channelCodes(each.channels()),
                                        each.amount() == null
                                                ? ""
                                                : Vietnamese.number(each.amount()),
                                        orEmpty(each.per()),
                                        orEmpty(each.note())))
                        .toList(),
                steps(version.steps(), unitCode));
    }

    static List<StepInput> steps(List<ProcessStep> steps, Function<UnitId, String> unitCode) {
        return steps.stream()
                .map(step ->
                        new StepInput(
                                step.name(),
                                step.unit() == null ? "" : unitCode.apply(step.unit()),
                                step.role().name(),
                                hours(step.minutes())))
                .toList();
    }

    static ProcedureForm typed(MultiValueMap<String, String> in) {
        List<TermInput> terms = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            terms.add(
                    new TermInput(
                            channel,
                            one(in, "term-" + channel.code()),
                            one(in, "unit-" + channel.code()),
                            one(in, "text-" + channel.code())));
        }
        List<ComponentInput> components = new ArrayList<>();
        for (int i = 0; i < rows(in, "componentName"); i++) {
            components.add(
                    new ComponentInput(
                            at(in, "componentName", i),
                            at(in, "componentOriginals", i),
                            at(in, "componentCopies", i),
                            at(in, "componentNote", i)));
        }
        List<FeeInput> fees = new ArrayList<>();
        for (int i = 0; i < rows(in, "feeName"); i++) {
            fees.add(
                    new FeeInput(
                            at(in, "feeName", i),
                            at(in, "feeChannels", i),
                            at(in, "feeAmount", i),
                            at(in, "feePer", i),
                            at(in, "feeNote", i)));
        }
        return new ProcedureForm(
                number(one(in, "read")),
                one(in, "code"),
                one(in, "name"),
                one(in, "field"),
                one(in, "validFrom"),
                one(in, "decision"),
                new LinkedHashSet<>(in.getOrDefault("level", List.of())),
                one(in, "onlineLevel"),
                one(in, "pauseRule"),
                in.containsKey("sameDay"),
                terms,
                components,
                fees,
                typedSteps(in));
    }

    static List<StepInput> typedSteps(MultiValueMap<String, String> in) {
        List<StepInput> steps = new ArrayList<>();
        for (int i = 0; i < rows(in, "stepName"); i++) {
            steps.add(
                    new StepInput(
                            at(in, "stepName", i),
                            at(in, "stepUnit", i),
                            at(in, "stepRole", i),
                            at(in, "stepHours", i)));
        }
        return steps;
    }

    /// The form after a row was added, moved or removed: `step-add`, `fee-remove-0`, `step-up-2`.
    ProcedureForm rearranged(String act) {
        return new ProcedureForm(
                read,
                code,
                name,
                field,
                validFrom,
                decision,
                levels,
                onlineLevel,
                pauseRule,
                sameDay,
                terms,
                rearranged(components, act, "component", new ComponentInput("", "1", "0", "")),
                rearranged(fees, act, "fee", new FeeInput("Phí, lệ phí", "", "", "", "")),
                rearrangedSteps(steps, act));
    }

    static List<StepInput> rearrangedSteps(List<StepInput> steps, String act) {
        return rearranged(steps, act, "step", new StepInput("", "", Role.HANDLER.name(), ""));
    }

    private static <T> List<T> rearranged(List<T> rows, String act, String kind, T blank) {
        String[] words = act.split("-");
        if (!words[0].equals(kind) || words.length < 2) {
            return rows;
        }
        List<T> changed = new ArrayList<>(rows);
        if (words[1].equals("add")) {
            if (changed.size() < MOST_ROWS) {
                changed.add(blank);
            }
            return changed;
        }
        int at = words.length > 2 ? number(words[2]) : -1;
        if (at < 0 || at >= changed.size()) {
            return rows;
        }
        switch (words[1]) {
            case "remove" -> changed.remove(at);
            case "up" -> Collections.swap(changed, at, Math.max(0, at - 1));
            case "down" -> Collections.swap(changed, at, Math.min(changed.size() - 1, at + 1));
            default -> {
                return rows;
            }
        }
        return changed;
    }

    /// What was typed, with an error for each value that cannot be read.
    NewProcedure procedure(
            @Nullable ProcedureVersion base,
            Function<String, @Nullable UnitId> unitByCode,
            List<InputError> errors) {
        Map<Channel, Term> known = new EnumMap<>(Channel.class);
        Map<Channel, String> texts = new EnumMap<>(Channel.class);
        for (TermInput term : terms) {
            Channel channel = term.channel();
            String id = "term-" + channel.code();
            if (term.amount().isEmpty()) {
                if (!term.text().isEmpty()) {
                    texts.put(channel, term.text());
                }
            } else if (!term.amount().matches("[1-9]\\d{0,3}")) {
                errors.add(
                        InputError.field(
                                id,
                                "Thời hạn kênh "
                                        + channel.label()
                                        + " phải là số nguyên từ 1 đến "
                                        + ProcedureRules.LARGEST_AMOUNT));
            } else {
                known.put(
                        channel,
                        new Term(
                                Integer.parseInt(term.amount()),
                                choice(TermUnit.class, term.unit(), TermUnit.WORKING_DAYS)));
            }
        }
        return new NewProcedure(
                code,
                name,
                field,
                day(errors),
                base != null && base.imported(),
                levels.stream()
                        .map(level -> choice(Level.class, level, Level.OTHER))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Level.class))),
                known,
                texts,
                sameDay,
                choice(PauseRule.class, pauseRule, PauseRule.PAUSE),
                choice(OnlineLevel.class, onlineLevel, OnlineLevel.UNKNOWN),
                readComponents(errors),
                readFees(errors),
                readSteps(steps, unitByCode, errors),
                publication(base == null ? Publication.NONE : base.publication()));
    }

    private Publication publication(Publication base) {
        return new Publication(
                decision.isEmpty() ? null : decision,
                base.ministry(),
                base.kind(),
                base.applicants(),
                base.results(),
                base.url());
    }

    private LocalDate day(List<InputError> errors) {
        try {
            LocalDate day = LocalDate.parse(validFrom);
            if (day.getYear() >= 1945 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException fault) {
            // told below, like a year out of range
        }
        errors.add(
                InputError.field(
                        "validFrom",
                        validFrom.isEmpty()
                                ? "Hãy nhập ngày có hiệu lực"
                                : "Ngày \"" + validFrom + "\" không có thật"));
        return LocalDate.EPOCH;
    }

    private List<Component> readComponents(List<InputError> errors) {
        List<Component> read = new ArrayList<>();
        for (int i = 0; i < components.size(); i++) {
            ComponentInput row = components.get(i);
            if (row.blank()) {
                continue;
            }
            String id = "component-" + (i + 1);
            if (row.name().isEmpty()) {
                errors.add(InputError.field(id, "Giấy tờ dòng " + (i + 1) + " thiếu tên"));
            }
            int originals = count(row.originals());
            int copies = count(row.copies());
            if (originals < 0 || copies < 0) {
                errors.add(
                        InputError.field(
                                id, "Số bản của giấy tờ dòng " + (i + 1) + " phải từ 0 đến 99"));
            }
            read.add(new Component(row.name(), originals, copies, row.note()));
        }
        return errors.isEmpty() ? read : List.of();
    }

    private List<Fee> readFees(List<InputError> errors) {
        List<Fee> read = new ArrayList<>();
        for (int i = 0; i < fees.size(); i++) {
            FeeInput row = fees.get(i);
            if (row.blank()) {
                continue;
            }
            String id = "fee-" + (i + 1);
            Long amount = null;
            String digits = row.amount().replaceAll("[.\\s]", "");
            if (digits.matches("\\d{1,12}")) {
                amount = Long.parseLong(digits);
            } else if (Vietnamese.fold(row.amount()).equals("mien phi")) {
                amount = 0L;
            } else if (!row.amount().isEmpty()) {
                errors.add(
                        InputError.field(
                                id,
                                "Mức thu dòng "
                                        + (i + 1)
                                        + " phải là số đồng, ví dụ 8.000, hoặc để trống nếu chưa"
                                        + " xác định"));
            }
            Set<Channel> channels = EnumSet.noneOf(Channel.class);
            for (String each : row.channels().split(",")) {
                Channel.fromCode(each).ifPresent(channels::add);
            }
            read.add(
                    new Fee(
                            row.name().isEmpty() ? "Phí, lệ phí" : row.name(),
                            channels,
                            amount,
                            row.per(),
                            row.note()));
        }
        return read;
    }

    static List<ProcessStep> readSteps(
            List<StepInput> steps,
            Function<String, @Nullable UnitId> unitByCode,
            List<InputError> errors) {
        List<ProcessStep> read = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            StepInput row = steps.get(i);
            if (row.blank()) {
                continue;
            }
            String id = "step-" + (i + 1);
            if (row.name().isEmpty()) {
                errors.add(InputError.field(id, "Bước " + (i + 1) + " thiếu tên"));
            }
            UnitId unit = null;
            if (!row.unit().isEmpty()) {
                unit = unitByCode.apply(row.unit());
                if (unit == null) {
                    errors.add(
                            InputError.field(
                                    id,
                                    "Bước "
                                            + (i + 1)
                                            + ": không có đơn vị \""
                                            + row.unit()
                                            + "\" đang hoạt động"));
                }
            }
            Long minutes = null;
            if (!row.hours().isEmpty()) {
                minutes = minutes(row.hours());
                if (minutes == null) {
                    errors.add(
                            InputError.field(
                                    id,
                                    "Số giờ của bước "
                                            + (i + 1)
                                            + " phải lớn hơn 0, ví dụ 4 hoặc 0,5"));
                }
            }
            Role role = choice(Role.class, row.role(), Role.HANDLER);
            read.add(
                    new ProcessStep(
                            read.size() + 1,
                            row.name(),
                            unit,
                            PERFORMERS.contains(role) ? role : Role.HANDLER,
                            minutes));
        }
        return read;
    }

    /// Hours as people type them, `4` or `0,5`, in minutes; null where that is no time.
    static @Nullable Long minutes(String hours) {
        if (!hours.matches("\\d{1,4}([.,]\\d{1,3})?")) {
            return null;
        }
        long minutes =
                new BigDecimal(hours.replace(',', '.'))
                        .multiply(BigDecimal.valueOf(60))
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
        return minutes == 0 ? null : minutes;
    }

    static String hours(@Nullable Long minutes) {
        if (minutes == null) {
            return "";
        }
        return BigDecimal.valueOf(minutes)
                .divide(BigDecimal.valueOf(60), 3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()
                .replace('.', ',');
    }

    /// Hours of all steps that state them; null where none does.
    static @Nullable String total(List<StepInput> steps) {
        long total =
                steps.stream()
                        .map(step -> minutes(step.hours()))
                        .filter(java.util.Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum();
        return total == 0 ? null : Vietnamese.minutes(total);
    }

    static String channelCodes(Set<Channel> channels) {
        return channels.size() == Channel.values().length
                ? ""
                : channels.stream().sorted().map(Channel::code).collect(Collectors.joining(","));
    }

    boolean level(Level level) {
        return levels.contains(level.name());
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String name, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(otherwise);
    }

    private static int count(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static String one(MultiValueMap<String, String> in, String name) {
        return Vietnamese.text(orEmpty(in.getFirst(name)));
    }

    private static int rows(MultiValueMap<String, String> in, String name) {
        return Math.min(MOST_ROWS, in.getOrDefault(name, List.of()).size());
    }

    private static String at(MultiValueMap<String, String> in, String name, int row) {
        List<String> values = in.getOrDefault(name, List.of());
        return row < values.size() ? Vietnamese.text(orEmpty(values.get(row))) : "";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

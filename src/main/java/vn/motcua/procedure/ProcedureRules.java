package vn.motcua.procedure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;

/// What makes a procedure acceptable, and what still has to be determined about it.
final class ProcedureRules {
    static final String CODE = "[0-9A-Za-z](?:[0-9A-Za-z.\\-]{0,38}[0-9A-Za-z])?";
    static final int LONGEST_NAME = 2000;
    static final int LARGEST_AMOUNT = 9999;

    private ProcedureRules() {}

    /// The same with its texts in composed form.
    ///
    /// @throws Problem 422 with every field that is wrong
    static NewProcedure checked(NewProcedure wanted) {
        List<InputError> errors = new ArrayList<>();
        String code = Vietnamese.text(wanted.code());
        String name = Vietnamese.text(wanted.name());
        String field = Vietnamese.text(wanted.field());
        if (!code.matches(CODE)) {
            errors.add(
                    InputError.field(
                            "code",
                            code.isEmpty()
                                    ? "Hãy nhập mã thủ tục"
                                    : "Mã gồm 1–40 chữ số, chữ cái không dấu, dấu chấm hoặc gạch"
                                            + " ngang, ví dụ 1.001193"));
        }
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.add(
                    InputError.field(
                            "name",
                            name.isEmpty()
                                    ? "Hãy nhập tên thủ tục"
                                    : "Tên dài quá " + LONGEST_NAME + " ký tự"));
        }
        wanted.terms()
                .forEach((channel, term) -> {
                    if (term.amount() < 1 || term.amount() > LARGEST_AMOUNT) {
                        errors.add(
                                InputError.field(
                                        "term-" + channel.code(),
                                        "Thời hạn kênh "
                                                + channel.label()
                                                + " phải là số nguyên từ 1 đến "
                                                + LARGEST_AMOUNT));
                    }
                });
        List<Component> components = new ArrayList<>();
        for (Component each : wanted.components()) {
            if (each.name().isBlank() || each.originals() < 0 || each.copies() < 0) {
                errors.add(
                        InputError.field(
                                "components", "Mỗi giấy tờ cần có tên và số bản từ 0 trở lên"));
            }
            components.add(
                    new Component(
                            Vietnamese.text(each.name()),
                            each.originals(),
                            each.copies(),
                            text(each.note())));
        }
        List<Fee> fees = new ArrayList<>();
        for (Fee each : wanted.fees()) {
            if (each.name().isBlank() || (each.amount() != null && each.amount() < 0)) {
                errors.add(InputError.field("fees", "Mỗi khoản thu cần có tên và mức từ 0 đồng"));
            }
            fees.add(
                    new Fee(
                            Vietnamese.text(each.name()),
                            each.channels(),
                            each.amount(),
                            text(each.per()),
                            text(each.note())));
        }
        Map<Channel, String> texts = new EnumMap<>(Channel.class);
        wanted.termTexts()
                .forEach((channel, text) -> {
                    if (!wanted.terms().containsKey(channel) && !text.isBlank()) {
                        texts.put(channel, Vietnamese.text(text));
                    }
                });
        List<ProcessStep> steps = steps(wanted.steps(), errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new NewProcedure(
                code,
                name,
                field,
                wanted.validFrom(),
                wanted.imported(),
                wanted.levels(),
                wanted.terms(),
                texts,
                wanted.sameDay(),
                wanted.pauseRule(),
                wanted.onlineLevel(),
                components,
                fees,
                steps,
                wanted.publication());
    }

    /// The steps numbered from 1 in their order.
    static List<ProcessStep> steps(List<ProcessStep> wanted, List<InputError> errors) {
        List<ProcessStep> steps = new ArrayList<>();
        for (ProcessStep each : wanted) {
            int no = steps.size() + 1;
            if (each.name().isBlank()) {
                errors.add(InputError.field("step-" + no, "Bước " + no + " thiếu tên"));
            }
            if (each.minutes() != null && each.minutes() < 1) {
                errors.add(
                        InputError.field(
                                "step-" + no, "Thời gian của bước " + no + " phải lớn hơn 0"));
            }
            steps.add(
                    new ProcessStep(
                            no,
                            Vietnamese.text(each.name()),
                            each.unit(),
                            each.role(),
                            each.minutes()));
        }
        return steps;
    }

    /// What a person still has to determine.
    static List<String> review(NewProcedure procedure) {
        List<String> notes = new ArrayList<>();
        if (procedure.field().isEmpty()) {
            notes.add("Chưa rõ lĩnh vực");
        }
        if (procedure.terms().isEmpty()
                && procedure.termTexts().isEmpty()
                && !procedure.sameDay()) {
            notes.add("Chưa có thời hạn giải quyết");
        }
        Map<String, List<Channel>> unread = new java.util.LinkedHashMap<>();
        procedure.termTexts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each ->
                        unread.computeIfAbsent(each.getValue(), key -> new ArrayList<>())
                                .add(each.getKey()));
        unread.forEach((text, channels) ->
                notes.add("Thời hạn " + channelNames(channels) + " ghi “" + text + "”"));
        for (Fee fee : procedure.fees()) {
            if (fee.amount() == null) {
                notes.add(
                        fee.name()
                                + (fee.channels().isEmpty()
                                        ? ""
                                        : " " + channelNames(fee.channels()))
                                + (fee.note() == null
                                        ? " chưa có mức"
                                        : " ghi “" + fee.note() + "”"));
            }
        }
        return notes;
    }

    /// Channels in words; the three online ones together are one.
    static String channelNames(java.util.Collection<Channel> channels) {
        List<String> names = new ArrayList<>();
        boolean online = channels.containsAll(Channel.ONLINE);
        for (Channel channel : Channel.values()) {
            if (!channels.contains(channel)) {
                continue;
            }
            if (!channel.online() || !online) {
                names.add(channel.label().toLowerCase(Vietnamese.LOCALE));
            } else if (channel == Channel.ONLINE_FULL) {
                names.add("trực tuyến");
            }
        }
        return String.join(", ", names);
    }

    private static @Nullable String text(@Nullable String raw) {
        return raw == null || raw.isBlank() ? null : Vietnamese.text(raw);
    }
}

package vn.motcua.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;
import vn.motcua.procedure.Channel;

/// A file of dossiers as the import reads it.
final class DossierFile {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private final StringBuilder lines =
            new StringBuilder(
                    "code,procedure,unit,channel,applicant,received_at,due_at,outcome,outcome_at\n");

    void add(
            String code,
            String procedure,
            String unit,
            Channel channel,
            String applicant,
            Instant received,
            Instant due,
            String outcome,
            @Nullable Instant at) {
        lines.append(code)
                .append(',')
                .append(procedure)
                .append(',')
                .append(unit)
                .append(',')
                .append(channel.code())
                .append(',')
                .append(applicant)
                .append(',')
                .append(text(received))
                .append(',')
                .append(text(due))
                .append(',')
                .append(outcome)
                .append(',')
                .append(at == null ? "" : text(at))
                .append('\n');
    }

    byte[] bytes() {
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Instant moment) {
        return MOMENT.format(Vietnamese.local(moment));
    }
}

package vn.motcua.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import vn.motcua.calendar.Deadline;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.Fee;
import vn.motcua.procedure.ProcedureSummary;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;

/// The counter: one screen, keyboard first. What htmx fetches piece by piece is the same that the
/// page shows when it is asked for with the same values.
@Controller
class ReceptionPages {
    private static final List<Channel> CHANNELS =
            List.of(
                    Channel.IN_PERSON,
                    Channel.POST,
                    Channel.ONLINE_FULL,
                    Channel.ONLINE_PARTIAL,
                    Channel.ONLINE_OTHER);

    private final Dossiers dossiers;
    private final DossierSql sql;
    private final Procedures procedures;
    private final Units units;
    private final WorkingCalendars calendars;
    private final Clock clock;

    ReceptionPages(
            Dossiers dossiers,
            DossierSql sql,
            Procedures procedures,
            Units units,
            WorkingCalendars calendars,
            Clock clock) {
        this.dossiers = dossiers;
        this.sql = sql;
        this.procedures = procedures;
        this.units = units;
        this.calendars = calendars;
        this.clock = clock;
    }

    record FeeLine(String name, String label) {}

    /// What the right side tells of a procedure: papers, fee, due moment and why.
    record ProcedureView(
            @Nullable ProcedureVersion procedure,
            String asked,
            @Nullable Deadline deadline,
            List<FeeLine> fees,
            @Nullable Long fee,
            List<String> steps,
            List<ProcedureSummary> similar) {}

    record ApplicantView(Map<String, String> values, boolean found) {
        String value(String field) {
            return values.getOrDefault(field, "");
        }
    }

    record ReceptionView(
            Map<String, String> values,
            List<Unit> units,
            List<DossierSql.OftenUsed> often,
            ProcedureView procedure,
            ApplicantView applicant,
            @Nullable Dossier received,
            List<InputError> errors) {
        String value(String field) {
            return values.getOrDefault(field, "");
        }

        String css(String field) {
            return error(field) == null ? "" : "is-invalid";
        }

        /// Whether one of the rarer fields was filled in or is wrong.
        boolean moreAsked() {
            return List.of("receivedAt", "externalCode", "note", "handledOutside").stream()
                            .anyMatch(field -> !value(field).isEmpty())
                    || error("copies") != null
                    || error("receivedAt") != null;
        }

        @Nullable String error(String field) {
            return errors.stream()
                    .filter(error -> field.equals(error.field()))
                    .map(InputError::message)
                    .findFirst()
                    .orElse(null);
        }
    }

    @GetMapping("/ho-so/tiep-nhan")
    String form(
            Actor actor,
            @RequestParam(required = false, name = "thu-tuc") @Nullable String procedure,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "vua-nhan") @Nullable String justReceived,
            Model model) {
        actor.require(Role.COUNTER);
        Map<String, String> values = new java.util.HashMap<>();
        values.put("procedure", procedure == null ? "" : procedure);
        values.put("channel", Channel.IN_PERSON.code());
        values.put("copies", "1");
        values.put("kind", "citizen");
        if (unit != null) {
            values.put("unit", unit);
        }
        Dossier received = justReceived == null ? null : dossiers.get(justReceived, actor);
        model.addAttribute("view", view(actor, values, received, List.of()));
        return "dossier/reception";
    }

    @GetMapping("/ho-so/tiep-nhan/goi-y")
    String suggest(Actor actor, @RequestParam(defaultValue = "") String procedure, Model model) {
        actor.require(Role.COUNTER);
        model.addAttribute(
                "found",
                procedure.isBlank()
                        ? List.<ProcedureSummary>of()
                        : procedures.search(procedure, null, 0, 12).items());
        return "dossier/receptionSuggestions";
    }

    @GetMapping("/ho-so/tiep-nhan/chi-tiet")
    String procedure(
            Actor actor,
            @RequestParam(defaultValue = "") String procedure,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "in_person") String channel,
            Model model) {
        actor.require(Role.COUNTER);
        model.addAttribute("view", procedureView(procedure, unit, channel));
        return "dossier/receptionProcedure";
    }

    /// Nothing is sent back where nobody is known: what the officer types meanwhile stays.
    @GetMapping("/ho-so/tiep-nhan/nguoi-nop")
    Object applicant(
            Actor actor, @RequestParam MultiValueMap<String, String> parameters, Model model) {
        actor.require(Role.COUNTER);
        Map<String, String> values = parameters.toSingleValueMap();
        ApplicantView view = applicantView(actor, values);
        String filledFor = values.getOrDefault("filledFor", "");
        if (!view.found() && filledFor.isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        model.addAttribute("view", view.found() ? view : new ApplicantView(Map.of(), false));
        return "dossier/receptionApplicant";
    }

    @PostMapping("/ho-so/tiep-nhan")
    ModelAndView receive(
            Actor actor,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request) {
        Map<String, String> values = parameters.toSingleValueMap();
        try {
            Dossier received = dossiers.receive(reception(values), actor);
            return new ModelAndView(
                    "redirect:/ho-so/tiep-nhan?vua-nhan="
                            + received.code()
                            + "&don-vi="
                            + values.getOrDefault("unit", ""));
        } catch (Problem problem) {
            if (problem.errors().isEmpty()) {
                throw problem;
            }
            ModelAndView page =
                    new ModelAndView(
                            "dossier/reception",
                            Map.of(
                                    "view",
                                    view(actor, values, null, formFields(problem.errors()))));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    /// The form has plain names where the API nests.
    private static List<InputError> formFields(List<InputError> errors) {
        return errors.stream()
                .map(error ->
                        error.field() == null
                                ? error
                                : InputError.field(
                                        error.field().replace("applicant.", ""), error.message()))
                .toList();
    }

    private static Reception reception(Map<String, String> values) {
        List<InputError> errors = new ArrayList<>();
        Instant receivedAt = DossierApi.moment(values.get("receivedAt"), "receivedAt", errors);
        Instant dueAt = DossierApi.moment(values.get("dueAt"), "dueAt", errors);
        int copies = number(values.get("copies"), "copies", errors);
        String fee = values.getOrDefault("fee", "").replaceAll("[.\\s]", "");
        if (!fee.isEmpty() && !fee.matches("\\d{1,12}")) {
            errors.add(InputError.field("fee", "Phí là số đồng nguyên, ví dụ 8.000"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Reception(
                values.getOrDefault("procedure", "").strip(),
                values.getOrDefault("unit", ""),
                Channel.fromCode(values.getOrDefault("channel", "")).orElse(Channel.IN_PERSON),
                new Applicant(
                        values.getOrDefault("name", ""),
                        "organization".equals(values.get("kind"))
                                ? Applicant.Kind.ORGANIZATION
                                : Applicant.Kind.CITIZEN,
                        values.get("idNumber"),
                        values.get("phone"),
                        values.get("email"),
                        values.get("address"),
                        values.get("representative")),
                receivedAt,
                dueAt,
                values.get("externalCode"),
                values.containsKey("handledOutside"),
                copies,
                papers(values),
                fee.isEmpty() ? null : Long.valueOf(fee),
                values.get("note"));
    }

    private static List<Dossier.Paper> papers(Map<String, String> values) {
        List<Dossier.Paper> papers = new ArrayList<>();
        for (int i = 0; values.containsKey("paper" + i); i++) {
            if (values.containsKey("has" + i)) {
                papers.add(
                        new Dossier.Paper(
                                values.getOrDefault("paper" + i, ""),
                                small(values.get("originals" + i)),
                                small(values.get("copies" + i))));
            }
        }
        return papers;
    }

    private static int small(@Nullable String text) {
        return text != null && text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
    }

    private static int number(@Nullable String text, String field, List<InputError> errors) {
        if (text == null || text.isBlank()) {
            return 1;
        }
        if (!text.strip().matches("\\d{1,2}")) {
            errors.add(InputError.field(field, "Số bộ hồ sơ từ 1 đến 99"));
            return 1;
        }
        return Integer.parseInt(text.strip());
    }

    private ReceptionView view(
            Actor actor,
            Map<String, String> values,
            @Nullable Dossier received,
            List<InputError> errors) {
        List<Unit> counters =
                units.inForce(Vietnamese.day(clock.instant()), actor.scopes(Role.COUNTER));
        Map<String, String> filled = new java.util.HashMap<>(values);
        if (!filled.containsKey("unit")) {
            counters.stream()
                    .filter(unit -> unit.id().value() == actor.unit())
                    .findFirst()
                    .or(() -> counters.stream().findFirst())
                    .ifPresent(unit -> filled.put("unit", unit.code()));
        }
        Optional<Unit> unit =
                counters.stream()
                        .filter(each -> each.code().equals(filled.get("unit")))
                        .findFirst();
        return new ReceptionView(
                filled,
                counters,
                unit.map(each -> sql.oftenUsed(each.id().value())).orElse(List.of()),
                procedureView(
                        filled.getOrDefault("procedure", ""),
                        filled.getOrDefault("unit", ""),
                        filled.getOrDefault("channel", "")),
                new ApplicantView(filled, false),
                received,
                errors);
    }

    private ApplicantView applicantView(Actor actor, Map<String, String> values) {
        String idNumber = values.getOrDefault("idNumber", "").strip();
        Optional<Applicant> known =
                idNumber.isEmpty() ? Optional.empty() : dossiers.knownApplicant(idNumber, actor);
        if (known.isEmpty()) {
            return new ApplicantView(values, false);
        }
        Map<String, String> filled = new java.util.HashMap<>(values);
        Applicant applicant = known.get();
        filled.put("name", applicant.name());
        filled.put("kind", applicant.kind().name().toLowerCase(Locale.ROOT));
        put(filled, "phone", applicant.phone());
        put(filled, "email", applicant.email());
        put(filled, "address", applicant.address());
        return new ApplicantView(filled, true);
    }

    private static void put(Map<String, String> into, String field, @Nullable String value) {
        if (value != null) {
            into.put(field, value);
        }
    }

    private ProcedureView procedureView(String asked, String unitCode, String channelCode) {
        Instant now = clock.instant();
        String code = asked.strip();
        Optional<ProcedureVersion> found =
                code.isEmpty() ? Optional.empty() : procedures.inForce(code, Vietnamese.day(now));
        Optional<Unit> unit = units.byCode(unitCode, Vietnamese.day(now));
        if (found.isEmpty()) {
            return new ProcedureView(
                    null,
                    code,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    code.isEmpty() ? List.of() : procedures.search(code, null, 0, 8).items());
        }
        ProcedureVersion procedure = found.get();
        Channel channel = Channel.fromCode(channelCode).orElse(Channel.IN_PERSON);
        Deadline deadline = null;
        if (unit.isPresent()) {
            WorkingCalendar calendar = calendars.of(unit.get().id());
            Term term = procedure.terms().get(channel);
            if (procedure.sameDay()) {
                deadline = calendar.dueSameDay(now);
            } else if (term != null) {
                deadline = calendar.due(now, term);
            }
        }
        List<Fee> taken = procedure.fees().stream().filter(fee -> fee.takenOn(channel)).toList();
        long sum =
                taken.stream()
                        .filter(fee -> fee.amount() != null && fee.per() == null)
                        .mapToLong(fee -> fee.amount() == null ? 0 : fee.amount())
                        .sum();
        return new ProcedureView(
                procedure,
                code,
                deadline,
                taken.stream().map(fee -> new FeeLine(fee.name(), fee.label())).toList(),
                taken.isEmpty() ? null : sum,
                unit.map(each ->
                                procedures.process(procedure, each.id()).stream()
                                        .map(step -> step.name())
                                        .toList())
                        .orElse(List.of()),
                List.of());
    }
}

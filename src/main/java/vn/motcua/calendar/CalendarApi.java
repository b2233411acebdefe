package vn.motcua.calendar;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;

@RestController
@RequestMapping("/api/v1/calendar")
class CalendarApi {
    record DueJson(OffsetDateTime dueAt, List<String> explanation) {}

    private final WorkingCalendars calendars;
    private final Places places;

    CalendarApi(WorkingCalendars calendars, Places places) {
        this.calendars = calendars;
        this.places = places;
    }

    @GetMapping("/due")
    DueJson due(
            Actor actor,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String start,
            @RequestParam(required = false) @Nullable String term,
            @RequestParam(required = false) @Nullable String in) {
        List<InputError> errors = new ArrayList<>();
        if (unit == null || unit.isBlank()) {
            errors.add(InputError.field("unit", "Thiếu mã đơn vị."));
        }
        DueQuestion question = DueQuestion.read(start, term, in, errors);
        if (question == null || unit == null || !errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Unit place = places.readable(unit.strip(), Vietnamese.day(question.start()), actor);
        Deadline deadline = question.answer(calendars.of(place.id()));
        return new DueJson(
                deadline.dueAt().atZone(Vietnamese.ZONE).toOffsetDateTime(),
                deadline.explanation());
    }
}

package vn.motcua.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.demo.Catalogue.Offer;
import vn.motcua.demo.KrongNo.Place;
import vn.motcua.dossier.Action;
import vn.motcua.dossier.Command;
import vn.motcua.dossier.Dossier;
import vn.motcua.dossier.Dossiers;
import vn.motcua.dossier.Progress;
import vn.motcua.dossier.Reception;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.Fee;
import vn.motcua.procedure.ProcessStep;

/// Dossiers of the last weeks at all stages, seen from the day on which they are made: received,
/// turned and finished by the accounts of the demonstration through the same doors as people use.
@Component
class ThisMonth {
    private static final int DAYS_BACK = 45;

    private enum Stage {
        FILED,
        DECLINED,
        WAITING,
        CLAIMED,
        AWAITING_SUPPLEMENT,
        SUPPLEMENTED,
        SUSPENDED,
        AT_APPROVAL,
        AT_LAST_STEP,
        COMPLETED,
        RETURNED,
        REFUSED,
        WITHDRAWN,
        TRANSFERRED,
        EXTENDED
    }

    private enum DueWhen {
        OVERDUE,
        TODAY,
        SOON,
        LATER,
        NOT_LONG_AGO,
        UNKNOWN
    }

    private record Plan(Stage stage, DueWhen due, int count) {}

    private static final List<Plan> PLANS =
            List.of(
                    new Plan(Stage.FILED, DueWhen.LATER, 9),
                    new Plan(Stage.DECLINED, DueWhen.LATER, 2),
                    new Plan(Stage.WAITING, DueWhen.LATER, 8),
                    new Plan(Stage.WAITING, DueWhen.SOON, 4),
                    new Plan(Stage.WAITING, DueWhen.TODAY, 3),
                    new Plan(Stage.WAITING, DueWhen.OVERDUE, 3),
                    new Plan(Stage.WAITING, DueWhen.UNKNOWN, 2),
                    new Plan(Stage.CLAIMED, DueWhen.LATER, 6),
                    new Plan(Stage.CLAIMED, DueWhen.SOON, 3),
                    new Plan(Stage.CLAIMED, DueWhen.TODAY, 3),
                    new Plan(Stage.CLAIMED, DueWhen.OVERDUE, 3),
                    new Plan(Stage.AWAITING_SUPPLEMENT, DueWhen.NOT_LONG_AGO, 6),
                    new Plan(Stage.SUPPLEMENTED, DueWhen.LATER, 3),
                    new Plan(Stage.SUSPENDED, DueWhen.NOT_LONG_AGO, 4),
                    new Plan(Stage.AT_APPROVAL, DueWhen.LATER, 4),
                    new Plan(Stage.AT_APPROVAL, DueWhen.SOON, 3),
                    new Plan(Stage.AT_APPROVAL, DueWhen.TODAY, 2),
                    new Plan(Stage.AT_APPROVAL, DueWhen.OVERDUE, 2),
                    new Plan(Stage.AT_LAST_STEP, DueWhen.SOON, 3),
                    new Plan(Stage.COMPLETED, DueWhen.NOT_LONG_AGO, 10),
                    new Plan(Stage.RETURNED, DueWhen.NOT_LONG_AGO, 18),
                    new Plan(Stage.REFUSED, DueWhen.NOT_LONG_AGO, 3),
                    new Plan(Stage.WITHDRAWN, DueWhen.LATER, 2),
                    new Plan(Stage.TRANSFERRED, DueWhen.LATER, 1),
                    new Plan(Stage.EXTENDED, DueWhen.LATER, 2));

    private final Dossiers dossiers;
    private final WorkingCalendars calendars;
    private final Accounts accounts;
    private final KrongNo krongNo;

    ThisMonth(Dossiers dossiers, WorkingCalendars calendars, Accounts accounts, KrongNo krongNo) {
        this.dossiers = dossiers;
        this.calendars = calendars;
        this.accounts = accounts;
        this.krongNo = krongNo;
    }

    /// Makes them as seen at `now`; `reader` may read every dossier of the district.
    void load(Actor reader, Instant now) {
        Making making = new Making(reader, now);
        List<Story> stories = new ArrayList<>();
        int seed = 0;
        for (Plan plan : PLANS) {
            for (int i = 0; i < plan.count(); i++) {
                making.story(plan.stage(), plan.due(), ++seed).ifPresent(stories::add);
            }
        }
        // In the order of receipt, so that the numbers of a day rise with its hours.
        stories.sort(Comparator.comparing(story -> story.found().received()));
        stories.forEach(making::carryOut);
    }

    /// What is received, chosen so that it is due when it should be.
    private record Case(
            Place place,
            Offer offer,
            Channel channel,
            Instant received,
            @Nullable Instant declaredDue,
            @Nullable Instant due) {}

    private record Act(Action action, @Nullable String note) {}

    private record Story(Stage stage, Case found, List<Act> acts, Chance chance) {}

    private final class Making {
        private final Actor reader;
        private final Instant now;
        private final LocalDate today;
        private final WorkingCalendar calendar;
        private final Instant latest;
        private final Map<String, UnitId> keys;
        private final Map<UnitId, Place> places = new HashMap<>();
        private final Map<String, Actor> actors = new HashMap<>();

        Making(Actor reader, Instant now) {
            this.reader = reader;
            this.now = now.truncatedTo(ChronoUnit.SECONDS);
            this.today = Vietnamese.day(now);
            this.calendar = calendars.standard();
            this.latest = latestWorkingMoment();
            this.keys = krongNo.keys();
            for (Place place : KrongNo.PLACES) {
                UnitId key = keys.get(place.code());
                if (key != null) {
                    places.put(key, place);
                }
            }
        }

        private Instant latestWorkingMoment() {
            for (LocalDate day = today; ; day = day.minusDays(1)) {
                if (calendar.isWorkingDay(day)) {
                    for (int minute = 479; minute > 5; minute--) {
                        Instant at = Chance.at(day, minute);
                        if (!at.isAfter(now)) {
                            return at;
                        }
                    }
                }
            }
        }

        Optional<Story> story(Stage stage, DueWhen due, int seed) {
            Chance chance = new Chance(seed, calendar);
            Place place = place(chance);
            Case found = null;
            for (int tries = 0; found == null && tries < 40; tries++) {
                found = find(chance, place, stage, due).orElse(null);
            }
            if (found == null) {
                found = declared(chance, place, stage, due);
            }
            if (found == null) {
                return Optional.empty();
            }
            List<ProcessStep> steps = Catalogue.steps(found.offer(), keys);
            return Optional.of(new Story(stage, found, acts(chance, stage, steps, found), chance));
        }

        private static Place place(Chance chance) {
            double where = chance.random().nextDouble();
            List<Place> all = KrongNo.PLACES;
            return where < 0.48
                    ? all.get(0)
                    : where < 0.68 ? all.get(1) : all.get(2 + chance.random().nextInt(11));
        }

        /// Goes back day by day to a receipt that is due when wanted.
        private Optional<Case> find(Chance chance, Place place, Stage stage, DueWhen want) {
            boolean online =
                    stage == Stage.FILED || stage == Stage.DECLINED || chance.happens(0.35);
            List<Offer> offers =
                    Catalogue.offers().stream()
                            .filter(offer -> offer.offeredAt(place))
                            .filter(offer -> (offer.weight() == 0) == (want == DueWhen.UNKNOWN))
                            .filter(offer -> !online || offer.online() != null)
                            .filter(offer ->
                                    stage != Stage.EXTENDED || !offer.procedure().sameDay())
                            .toList();
            if (offers.isEmpty()) {
                return Optional.empty();
            }
            Offer offer = chance.draw(chance.offers(offers, each -> Math.max(1, each.weight())));
            Channel wanted = online ? offer.online() : Channel.IN_PERSON;
            if (wanted == null) {
                return Optional.empty();
            }
            int skipped =
                    want == DueWhen.NOT_LONG_AGO
                            ? chance.random().nextInt(stage == Stage.RETURNED ? 16 : 7)
                            : 0;
            for (int back = skipped; back <= DAYS_BACK; back++) {
                LocalDate day = today.minusDays(back);
                if (!calendar.isWorkingDay(day)) {
                    continue;
                }
                Instant received = chance.reception(day);
                // What is filed online is due from its acceptance.
                Instant counted = online ? accepted(received) : received;
                Instant due = chance.due(offer, wanted, counted);
                long since = calendar.workingMinutesBetween(received, latest);
                if (!received.isAfter(latest)
                        && since >= leastMinutes(stage)
                        && suits(due, want)
                        && (stage != Stage.FILED || back <= 4)) {
                    return Optional.of(new Case(place, offer, wanted, received, null, due));
                }
            }
            return Optional.empty();
        }

        private static long leastMinutes(Stage stage) {
            return switch (stage) {
                case FILED -> 0;
                case WAITING, DECLINED, WITHDRAWN -> 20;
                case CLAIMED, REFUSED, TRANSFERRED, EXTENDED -> 45;
                case AWAITING_SUPPLEMENT,
                        SUPPLEMENTED,
                        SUSPENDED,
                        AT_APPROVAL,
                        AT_LAST_STEP,
                        COMPLETED,
                        RETURNED ->
                        90;
            };
        }

        private boolean suits(@Nullable Instant due, DueWhen want) {
            if (due == null) {
                return want == DueWhen.UNKNOWN;
            }
            LocalDate day = Vietnamese.day(due);
            long days = ChronoUnit.DAYS.between(today, day);
            return switch (want) {
                case OVERDUE -> due.isBefore(now) && days >= -9;
                case TODAY -> due.isAfter(now) && days == 0;
                case SOON -> days > 0 && calendar.workingMinutesBetween(now, due) <= 960;
                case LATER -> calendar.workingMinutesBetween(now, due) > 960;
                case NOT_LONG_AGO -> days >= -18;
                case UNKNOWN -> false;
            };
        }

        /// Where no term leads to the wanted day, such as to a day off: a procedure without one,
        /// whose due moment the officer has set.
        private @Nullable Case declared(Chance chance, Place place, Stage stage, DueWhen want) {
            Offer offer =
                    Catalogue.offers().stream()
                            .filter(each -> each.weight() == 0 && each.offeredAt(place))
                            .findFirst()
                            .orElseThrow();
            Instant evening = Vietnamese.at(today.atTime(LocalTime.of(23, 59)));
            Instant due =
                    switch (want) {
                        case TODAY -> evening;
                        case OVERDUE -> latest.minus(2, ChronoUnit.HOURS);
                        case SOON -> calendar.due(now, new Term(1, TermUnit.WORKING_DAYS)).dueAt();
                        case LATER, NOT_LONG_AGO ->
                                calendar.due(now, new Term(4, TermUnit.WORKING_DAYS)).dueAt();
                        case UNKNOWN -> null;
                    };
            for (int back = 2; back < 20; back++) {
                LocalDate day = Vietnamese.day(latest).minusDays(back);
                if (calendar.isWorkingDay(day)
                        && (want != DueWhen.TODAY || now.isBefore(evening))) {
                    Channel channel =
                            stage == Stage.FILED || stage == Stage.DECLINED
                                    ? Channel.ONLINE_FULL
                                    : Channel.IN_PERSON;
                    return new Case(place, offer, channel, chance.reception(day), due, due);
                }
            }
            return null;
        }

        private static List<Act> acts(
                Chance chance, Stage stage, List<ProcessStep> steps, Case found) {
            List<Act> acts = new ArrayList<>();
            if (stage == Stage.FILED) {
                return acts;
            }
            if (stage == Stage.DECLINED) {
                acts.add(new Act(Action.DECLINE, "Thành phần hồ sơ không thuộc thủ tục này"));
                return acts;
            }
            if (found.channel().online()) {
                acts.add(new Act(Action.ACCEPT, null));
            }
            int target = target(chance, stage, steps);
            for (int at = 1; at < target; at++) {
                if (chance.happens(0.5)) {
                    acts.add(new Act(Action.CLAIM, null));
                }
                acts.add(new Act(Action.COMPLETE_STEP, null));
            }
            switch (stage) {
                case CLAIMED -> acts.add(new Act(Action.CLAIM, null));
                case AWAITING_SUPPLEMENT, SUPPLEMENTED -> {
                    acts.add(new Act(Action.CLAIM, null));
                    acts.add(
                            new Act(
                                    Action.REQUEST_SUPPLEMENT,
                                    "Đề nghị bổ sung: "
                                            + found.offer()
                                                    .procedure()
                                                    .components()
                                                    .getLast()
                                                    .name()));
                    if (stage == Stage.SUPPLEMENTED) {
                        acts.add(new Act(Action.RECEIVE_SUPPLEMENT, "Đã nộp đủ giấy tờ"));
                    }
                }
                case SUSPENDED -> {
                    acts.add(new Act(Action.CLAIM, null));
                    acts.add(new Act(Action.SUSPEND, "Chờ kết quả xác minh của cơ quan khác"));
                }
                case RETURNED -> acts.add(new Act(Action.RETURN_RESULT, null));
                case REFUSED -> {
                    acts.add(new Act(Action.CLAIM, null));
                    acts.add(new Act(Action.REFUSE, "Không đủ điều kiện giải quyết"));
                }
                case WITHDRAWN -> acts.add(new Act(Action.WITHDRAW, "Công dân đề nghị rút hồ sơ"));
                case TRANSFERRED ->
                        acts.add(new Act(Action.TRANSFER, "Chuyển đơn vị theo thẩm quyền"));
                case EXTENDED ->
                        acts.add(new Act(Action.EXTEND, "Cần thêm thời gian xác minh thực địa"));
                case FILED, DECLINED, WAITING, AT_APPROVAL, AT_LAST_STEP, COMPLETED -> {}
            }
            return acts;
        }

        /// Index of the step at which the dossier then stands; past the last one when it is done.
        private static int target(Chance chance, Stage stage, List<ProcessStep> steps) {
            return switch (stage) {
                case AT_APPROVAL -> any(chance, steps, Role.APPROVER);
                case AT_LAST_STEP -> steps.size() - 1;
                case COMPLETED, RETURNED -> steps.size();
                case FILED, DECLINED, WITHDRAWN -> 1;
                case WAITING,
                        CLAIMED,
                        AWAITING_SUPPLEMENT,
                        SUPPLEMENTED,
                        SUSPENDED,
                        REFUSED,
                        TRANSFERRED,
                        EXTENDED ->
                        any(chance, steps, Role.HANDLER);
            };
        }

        private static int any(Chance chance, List<ProcessStep> steps, Role role) {
            List<Integer> places = new ArrayList<>();
            for (int i = 1; i < steps.size(); i++) {
                if (steps.get(i).role() == role) {
                    places.add(i);
                }
            }
            return places.get(chance.random().nextInt(places.size()));
        }

        void carryOut(Story story) {
            Chance chance = story.chance();
            Case found = story.found();
            List<Act> acts = story.acts();
            Stage stage = story.stage();
            Place place = found.place();
            Actor counter = actor(place.account());
            Dossier dossier = dossiers.receive(reception(chance, found), counter);
            boolean done = stage == Stage.COMPLETED || stage == Stage.RETURNED;
            Instant due = found.due();
            Instant until =
                    done && due != null && due.isBefore(latest) && chance.happens(0.8)
                            ? due
                            : latest;
            List<Instant> moments = new ArrayList<>();
            if (!acts.isEmpty() && acts.getFirst().action() == Action.ACCEPT) {
                moments.add(accepted(found.received()));
            }
            Instant from = moments.isEmpty() ? found.received() : moments.getFirst();
            moments.addAll(moments(chance, from, until, acts.size() - moments.size()));
            for (int i = 0; i < acts.size(); i++) {
                Act act = acts.get(i);
                Dossier present = dossiers.get(dossier.code(), reader);
                Actor who = who(present, act.action(), counter, place);
                dossiers.actAt(dossier.code(), command(act, present), who, moments.get(i));
            }
        }

        private Command command(Act act, Dossier present) {
            Instant due = present.dueAt();
            return switch (act.action()) {
                case TRANSFER ->
                        new Command(act.action(), present.version(), act.note(), "664.TP", null);
                case EXTEND ->
                        new Command(
                                act.action(),
                                present.version(),
                                act.note(),
                                null,
                                due == null
                                        ? null
                                        : calendar.due(due, new Term(5, TermUnit.WORKING_DAYS))
                                                .dueAt());
                default -> Command.of(act.action(), present.version(), act.note());
            };
        }

        private Instant accepted(Instant filed) {
            return calendar.plusWorkingMinutes(filed, 5);
        }

        /// Working moments in order between two.
        private List<Instant> moments(Chance chance, Instant from, Instant to, int count) {
            long minutes = Math.max(count + 1, calendar.workingMinutesBetween(from, to) - 2);
            return chance.random()
                    .longs(count, 1, minutes)
                    .sorted()
                    .mapToObj(after -> calendar.plusWorkingMinutes(from, after))
                    .toList();
        }

        private Actor who(Dossier dossier, Action action, Actor counter, Place place) {
            Progress.Step step = dossier.progress().step();
            boolean atCounter =
                    Set.of(
                                    Action.ACCEPT,
                                    Action.DECLINE,
                                    Action.WITHDRAW,
                                    Action.RECEIVE_SUPPLEMENT,
                                    Action.RETURN_RESULT)
                            .contains(action);
            if (atCounter || step == null) {
                return counter;
            }
            Place performing = places.get(step.unit());
            if (performing != null && !performing.district()) {
                return actor(performing.account());
            }
            return switch (step.role()) {
                case COUNTER -> place.district() ? counter : actor("tiepnhan");
                case APPROVER -> actor("lanhdao");
                default -> actor("xuly");
            };
        }

        private Actor actor(String username) {
            return actors.computeIfAbsent(username, name -> accounts.actor(name).orElseThrow());
        }

        private Reception reception(Chance chance, Case found) {
            boolean business = Set.of("finance", "registry").contains(found.offer().process());
            Long fee =
                    found.offer().procedure().fees().stream()
                            .filter(each -> each.takenOn(found.channel()))
                            .map(Fee::amount)
                            .findFirst()
                            .orElse(null);
            return new Reception(
                    found.offer().procedure().code(),
                    found.place().code(),
                    found.channel(),
                    new People(chance.random()).applicant(found.place(), business),
                    found.received(),
                    found.declaredDue(),
                    null,
                    false,
                    1,
                    found.offer().procedure().components().stream()
                            .map(each ->
                                    new Dossier.Paper(each.name(), each.originals(), each.copies()))
                            .toList(),
                    fee,
                    null);
        }
    }
}

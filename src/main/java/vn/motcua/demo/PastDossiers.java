package vn.motcua.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.Vietnamese;
import vn.motcua.demo.Catalogue.Offer;
import vn.motcua.demo.KrongNo.Place;
import vn.motcua.procedure.Channel;

/// The dossiers of the past: those behind the printed table for 01/01–15/09/2024, and some of each
/// month since. All of them have ended by now; of the printed ones none is open after 30/06/2025.
@Component
class PastDossiers {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 9, 15);
    private static final LocalDate PLAN_78 = LocalDate.of(2024, 3, 15);
    private static final LocalDate PLAN_47 = LocalDate.of(2024, 9, 1);
    private static final LocalDate LAST_END = LocalDate.of(2025, 6, 30);
    private static final Instant OPENING = Vietnamese.startOf(FROM);
    private static final Instant CLOSE = Vietnamese.startOf(TO.plusDays(1));
    private static final Instant END_OF_ALL = Vietnamese.startOf(LAST_END.plusDays(1));

    /// Of the 3,756 received online, those that are neither full nor partial (mục II.6).
    private static final int ONLINE_OTHER = 315;

    private static final int MOST_TRIES = 200_000;

    private final WorkingCalendars calendars;

    PastDossiers(WorkingCalendars calendars) {
        this.calendars = calendars;
    }

    private enum Origin {
        CARRIED,
        ONLINE_OTHER,
        ONLINE_UNTIL_14_03,
        ONLINE_UNTIL_31_08,
        ONLINE_UNTIL_15_09,
        IN_PERSON
    }

    private enum Fate {
        ON_TIME,
        LATE,
        IN_TIME,
        OVERDUE,
        SUSPENDED,
        REFUSED,
        WITHDRAWN
    }

    /// How it ended, or with `suspended` how it stood, and when.
    private record End(String outcome, Instant at) {}

    /// @param after how it ended after it had been suspended
    private record Drawn(
            Place place,
            Offer offer,
            Channel channel,
            String applicant,
            Instant received,
            Instant due,
            End end,
            @Nullable End after) {}

    /// The printed dossiers: those suspended on 15/09/2024 as such, the others with their end.
    DossierFile asAtClose() {
        return file(printed(), false);
    }

    /// Those that were suspended on 15/09/2024, with their end.
    DossierFile resumed() {
        return file(printed(), true);
    }

    /// Some dossiers of each month from 16/09/2024 to the last month before `now`.
    DossierFile since(Instant now) {
        LocalDate today = Vietnamese.day(now);
        Instant limit = Vietnamese.startOf(today);
        Chance chance = new Chance(16_09_2024, calendars.standard());
        Map<Place, Desk> desks = new HashMap<>();
        List<Drawn> drawn = new ArrayList<>();
        for (YearMonth month = YearMonth.of(2024, 9);
                month.isBefore(YearMonth.from(today));
                month = month.plusMonths(1)) {
            LocalDate first = month.atDay(1).isAfter(TO) ? month.atDay(1) : TO.plusDays(1);
            Chance.Days days = chance.days(first, month.atEndOfMonth(), 0);
            for (PrintedRow row : PrintedRow.all()) {
                double wanted =
                        Math.max(2, row.total() / 230.0)
                                * days.days().size()
                                / 21
                                * (0.85 + chance.random().nextDouble() * 0.3);
                Desk desk = desks.computeIfAbsent(row.place(), place -> Desk.of(place, chance));
                for (int i = 0; i < Math.round(wanted); i++) {
                    drawn.add(later(chance, desk, days, limit));
                }
            }
        }
        return file(drawn, false);
    }

    private static DossierFile file(List<Drawn> drawn, boolean resumedOnly) {
        List<Drawn> sorted = new ArrayList<>(drawn);
        sorted.sort(Comparator.comparing(Drawn::received));
        Map<String, Integer> numbers = new HashMap<>();
        DossierFile file = new DossierFile();
        for (Drawn each : sorted) {
            LocalDate day = Vietnamese.day(each.received());
            String prefix =
                    "%s-%02d%02d%02d-"
                            .formatted(
                                    each.place().agency(),
                                    day.getYear() % 100,
                                    day.getMonthValue(),
                                    day.getDayOfMonth());
            String code = prefix + "%04d".formatted(numbers.merge(prefix, 1, Integer::sum));
            End end = resumedOnly ? each.after() : each.end();
            if (end != null) {
                file.add(
                        code,
                        each.offer().procedure().code(),
                        each.place().code(),
                        each.channel(),
                        each.applicant(),
                        each.received(),
                        each.due(),
                        end.outcome(),
                        end.at());
            }
        }
        return file;
    }

    private List<Drawn> printed() {
        List<PrintedRow> rows = PrintedRow.all();
        Map<String, Integer> other = onlineOther(rows);
        List<Drawn> drawn = new ArrayList<>();
        for (PrintedRow row : rows) {
            Chance chance = new Chance(row.unit().hashCode(), calendars.standard());
            drawn.addAll(new Printed(row, other.getOrDefault(row.unit(), 0), chance).draw());
        }
        return drawn;
    }

    /// Shares the dossiers of other online ways out in proportion to what each unit received online
    /// before 15/03: afterwards the table of plan 78 counts full and partial ones alone.
    private static Map<String, Integer> onlineOther(List<PrintedRow> rows) {
        int all = rows.stream().mapToInt(PrintedRow::onlineBefore15March).sum();
        Map<String, Integer> shares = new HashMap<>();
        int before = 0;
        int shared = 0;
        for (PrintedRow row : rows) {
            before += row.onlineBefore15March();
            int until = Math.round((float) ONLINE_OTHER * before / all);
            shares.put(row.unit(), until - shared);
            shared = until;
        }
        return shares;
    }

    /// What may be asked for at a place, by the way it is filed.
    private record Desk(
            Place place, Chance.Offers inPerson, Chance.Offers online, Chance.Offers byPost) {
        static Desk of(Place place, Chance chance) {
            return new Desk(
                    place,
                    chance.offers(offered(place, Channel.IN_PERSON), Offer::weight),
                    chance.offers(offeredOnline(place), Offer::weight),
                    chance.offers(offered(place, Channel.POST), Offer::weight));
        }
    }

    private static Drawn later(Chance chance, Desk desk, Chance.Days days, Instant limit) {
        People people = new People(chance.random());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            double way = chance.random().nextDouble();
            boolean inPerson = way < 0.45;
            boolean online = !inPerson && way < 0.97;
            Offer offer =
                    chance.draw(
                            inPerson ? desk.inPerson() : online ? desk.online() : desk.byPost());
            Channel used = inPerson ? Channel.IN_PERSON : online ? offer.online() : Channel.POST;
            Instant received = chance.reception(chance.draw(days));
            Instant due = used == null ? null : chance.due(offer, used, received);
            if (used == null || due == null) {
                continue;
            }
            double luck = chance.random().nextDouble();
            Fate fate =
                    luck < 0.93
                            ? Fate.ON_TIME
                            : luck < 0.96 ? Fate.LATE : luck < 0.99 ? Fate.REFUSED : Fate.WITHDRAWN;
            Optional<End> end = end(chance, fate, received, due, received, limit);
            if (end.isPresent()) {
                return new Drawn(
                        desk.place(), offer, used, people.name(), received, due, end.get(), null);
            }
        }
        throw new IllegalStateException("no dossier found for " + desk.place().name());
    }

    private static List<Offer> offered(Place place, Channel channel) {
        return Catalogue.offers().stream()
                .filter(offer -> offer.weight() > 0)
                .filter(offer -> offer.offeredAt(place) && offer.hasTerm(channel))
                .toList();
    }

    private static List<Offer> offeredOnline(Place place) {
        return Catalogue.offers().stream()
                .filter(offer -> offer.weight() > 0)
                .filter(offer -> offer.offeredAt(place) && offer.online() != null)
                .toList();
    }

    /// An end of its kind after `opening` and before `limit`; empty where the dates leave no room.
    private static Optional<End> end(
            Chance chance,
            Fate fate,
            Instant received,
            Instant due,
            Instant opening,
            Instant limit) {
        Instant start = received.isAfter(opening) ? received : opening;
        Instant inTerm = due.isBefore(limit) ? due : limit;
        return switch (fate) {
            case ON_TIME -> {
                Instant dueDay = Vietnamese.startOf(Vietnamese.day(due));
                boolean early = start.isBefore(dueDay) && chance.happens(0.72);
                Instant from = !early && start.isBefore(dueDay) ? dueDay : start;
                Instant to = early && dueDay.isBefore(inTerm) ? dueDay : inTerm;
                yield ended("resolved", chance.between(from, to, 1));
            }
            case LATE -> {
                LocalDate dueDay = Vietnamese.day(due);
                Instant after = Vietnamese.startOf(dueDay.plusDays(1));
                Instant until = Vietnamese.startOf(dueDay.plusDays(2 + chance.delay(9)));
                yield ended(
                        "resolved",
                        chance.between(
                                after.isAfter(opening) ? after : opening,
                                until.isBefore(limit) ? until : limit,
                                0));
            }
            case REFUSED -> ended("refused", chance.between(start, inTerm, 0));
            case WITHDRAWN -> ended("withdrawn", chance.between(start, inTerm, 0));
            case IN_TIME, OVERDUE, SUSPENDED -> Optional.empty();
        };
    }

    private static Optional<End> ended(String outcome, @Nullable Instant at) {
        return at == null ? Optional.empty() : Optional.of(new End(outcome, at));
    }

    /// Draws the dossiers of one printed row.
    private static final class Printed {
        private final PrintedRow row;
        private final int other;
        private final Chance chance;
        private final People people;
        private final Map<Origin, Chance.Days> days = new EnumMap<>(Origin.class);
        private final Chance.Days lately;
        private final Map<Origin, Chance.Offers> offers = new EnumMap<>(Origin.class);
        private final Map<Origin, Chance.Offers> slowOffers = new EnumMap<>(Origin.class);

        Printed(PrintedRow row, int other, Chance chance) {
            this.row = row;
            this.other = other;
            this.chance = chance;
            this.people = new People(chance.random());
            days.put(Origin.CARRIED, chance.days(LocalDate.of(2023, 8, 1), FROM.minusDays(1), 25));
            days.put(Origin.ONLINE_OTHER, chance.days(FROM, PLAN_78.minusDays(1), 0));
            days.put(Origin.ONLINE_UNTIL_14_03, chance.days(FROM, PLAN_78.minusDays(1), 0));
            days.put(Origin.ONLINE_UNTIL_31_08, chance.days(PLAN_78, PLAN_47.minusDays(1), 0));
            days.put(Origin.ONLINE_UNTIL_15_09, chance.days(PLAN_47, TO, 0));
            days.put(Origin.IN_PERSON, chance.days(FROM, TO, 0));
            lately = chance.days(LocalDate.of(2024, 8, 5), TO, 10);
            for (Origin origin : Origin.values()) {
                List<Offer> offered =
                        switch (origin) {
                            case CARRIED, IN_PERSON -> offered(row.place(), Channel.IN_PERSON);
                            case ONLINE_OTHER -> offered(row.place(), Channel.ONLINE_OTHER);
                            case ONLINE_UNTIL_14_03, ONLINE_UNTIL_31_08, ONLINE_UNTIL_15_09 ->
                                    offeredOnline(row.place());
                        };
                offers.put(origin, chance.offers(offered, Offer::weight));
                slowOffers.put(
                        origin,
                        chance.offers(
                                offered,
                                offer ->
                                        offer.weight() * (offer.procedure().sameDay() ? 0.08 : 1)));
            }
        }

        List<Drawn> draw() {
            Map<Fate, Integer> left = new EnumMap<>(Fate.class);
            left.put(Fate.ON_TIME, row.onTime());
            left.put(Fate.LATE, row.late());
            left.put(Fate.IN_TIME, row.inTime());
            left.put(Fate.OVERDUE, row.overdue());
            left.put(Fate.SUSPENDED, row.suspended());
            left.put(Fate.REFUSED, row.refused());
            left.put(Fate.WITHDRAWN, row.withdrawn());
            List<Drawn> drawn = new ArrayList<>();
            carried(left, drawn);
            int inTimeOnline =
                    Math.min(left.getOrDefault(Fate.IN_TIME, 0), row.onlineFrom1September()) / 3;
            take(left, Fate.IN_TIME, inTimeOnline, Origin.ONLINE_UNTIL_15_09, drawn);
            take(
                    left,
                    Fate.ON_TIME,
                    row.onlineFrom1September() - inTimeOnline,
                    Origin.ONLINE_UNTIL_15_09,
                    drawn);
            int inTime = left.getOrDefault(Fate.IN_TIME, 0);
            take(left, Fate.IN_TIME, inTime, Origin.IN_PERSON, drawn);
            List<Fate> rest = new ArrayList<>();
            left.forEach((fate, count) -> rest.addAll(Collections.nCopies(count, fate)));
            List<Fate> dealt = chance.shuffled(rest);
            List<Origin> origins = new ArrayList<>();
            origins.addAll(Collections.nCopies(other, Origin.ONLINE_OTHER));
            origins.addAll(
                    Collections.nCopies(
                            row.onlineBefore15March() - other, Origin.ONLINE_UNTIL_14_03));
            origins.addAll(
                    Collections.nCopies(
                            row.onlineFrom15March() - row.onlineFrom1September(),
                            Origin.ONLINE_UNTIL_31_08));
            origins.addAll(Collections.nCopies(row.inPerson() - inTime, Origin.IN_PERSON));
            if (origins.size() != dealt.size()) {
                throw new IllegalStateException("the printed row does not close: " + row);
            }
            for (int i = 0; i < dealt.size(); i++) {
                drawn.add(find(origins.get(i), dealt.get(i)));
            }
            return drawn;
        }

        /// What was carried over is slower than the rest: a good part of all that is late, stuck or
        /// given up.
        private void carried(Map<Fate, Integer> left, List<Drawn> drawn) {
            Map<Fate, Double> shares = new EnumMap<>(Fate.class);
            shares.put(Fate.OVERDUE, 0.35 * row.overdue());
            shares.put(Fate.SUSPENDED, 0.45 * row.suspended());
            shares.put(Fate.LATE, 0.25 * row.late());
            shares.put(Fate.REFUSED, 0.2 * row.refused());
            shares.put(Fate.WITHDRAWN, 0.2 * row.withdrawn());
            double wanted = shares.values().stream().mapToDouble(Double::doubleValue).sum();
            double scale = Math.min(1, 0.6 * row.carried() / wanted);
            int taken = 0;
            for (Map.Entry<Fate, Double> share : shares.entrySet()) {
                int count = (int) (share.getValue() * scale);
                take(left, share.getKey(), count, Origin.CARRIED, drawn);
                taken += count;
            }
            take(left, Fate.ON_TIME, row.carried() - taken, Origin.CARRIED, drawn);
        }

        private void take(
                Map<Fate, Integer> left, Fate fate, int count, Origin origin, List<Drawn> drawn) {
            left.merge(fate, -count, Integer::sum);
            for (int i = 0; i < count; i++) {
                drawn.add(find(origin, fate));
            }
        }

        private Drawn find(Origin origin, Fate fate) {
            boolean slow = fate != Fate.ON_TIME && fate != Fate.IN_TIME;
            Chance.Offers from = known(slow ? slowOffers : offers, origin);
            Chance.Days when =
                    origin == Origin.IN_PERSON && fate == Fate.IN_TIME
                            ? lately
                            : known(days, origin);
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                Offer offer = chance.draw(from);
                Channel channel =
                        switch (origin) {
                            case CARRIED, IN_PERSON -> Channel.IN_PERSON;
                            case ONLINE_OTHER -> Channel.ONLINE_OTHER;
                            case ONLINE_UNTIL_14_03, ONLINE_UNTIL_31_08, ONLINE_UNTIL_15_09 ->
                                    offer.online();
                        };
                Instant received = chance.reception(chance.draw(when));
                Instant due = channel == null ? null : chance.due(offer, channel, received);
                if (channel == null || due == null) {
                    continue;
                }
                Optional<Drawn> drawn = drawn(offer, channel, received, due, fate);
                if (drawn.isPresent()) {
                    return drawn.get();
                }
            }
            throw new IllegalStateException("no dossier found: " + row.unit() + origin + fate);
        }

        private Optional<Drawn> drawn(
                Offer offer, Channel channel, Instant received, Instant due, Fate fate) {
            Optional<End> end =
                    switch (fate) {
                        case ON_TIME, LATE, REFUSED, WITHDRAWN ->
                                end(chance, fate, received, due, OPENING, CLOSE);
                        case IN_TIME ->
                                due.isBefore(CLOSE)
                                        ? Optional.empty()
                                        : chance.happens(0.8)
                                                ? ended("resolved", chance.between(CLOSE, due, 1))
                                                : afterClose(due, 8);
                        case OVERDUE ->
                                due.isBefore(CLOSE) ? afterClose(CLOSE, 60) : Optional.empty();
                        case SUSPENDED -> {
                            Instant until =
                                    Vietnamese.startOf(Vietnamese.day(received).plusDays(30));
                            yield ended(
                                    "suspended",
                                    chance.between(
                                            received, until.isBefore(CLOSE) ? until : CLOSE, 0));
                        }
                    };
            Optional<End> after =
                    fate == Fate.SUSPENDED && end.isPresent()
                            ? afterClose(CLOSE, 70)
                            : Optional.empty();
            if (end.isEmpty() || (fate == Fate.SUSPENDED && after.isEmpty())) {
                return Optional.empty();
            }
            return Optional.of(
                    new Drawn(
                            row.place(),
                            offer,
                            channel,
                            people.name(),
                            received,
                            due,
                            end.get(),
                            after.orElse(null)));
        }

        /// Some days after `from`, by the end of June 2025.
        private Optional<End> afterClose(Instant from, double mean) {
            LocalDate day = Vietnamese.day(from).plusDays(chance.delay(mean));
            if (day.isAfter(LAST_END)) {
                return Optional.empty();
            }
            double luck = chance.random().nextDouble();
            Instant start = Vietnamese.startOf(day);
            Instant until = Vietnamese.startOf(day.plusDays(7));
            return ended(
                    luck < 0.86 ? "resolved" : luck < 0.95 ? "refused" : "withdrawn",
                    chance.between(start, until.isBefore(END_OF_ALL) ? until : END_OF_ALL, 0));
        }

        private static <T> T known(Map<Origin, T> of, Origin origin) {
            T found = of.get(origin);
            if (found == null) {
                throw new IllegalStateException("nothing for " + origin);
            }
            return found;
        }
    }
}

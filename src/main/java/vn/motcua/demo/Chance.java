package vn.motcua.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.common.Vietnamese;
import vn.motcua.demo.Catalogue.Offer;
import vn.motcua.procedure.Channel;

/// Draws days, moments and procedures by chance; the same ones for the same seed.
final class Chance {
    private static final int MORNING = 270;
    private static final int DAY = 480;
    private static final double[] RHYTHM = {1.3, 1.1, 1.0, 0.95, 0.8, 0.5, 0.5};

    private final Random random;
    private final WorkingCalendar calendar;
    private final Map<Due, Instant> dues = new HashMap<>();

    private record Due(String procedure, Channel channel, LocalDate received) {}

    /// Days to draw from, each with the sum of the weights up to it.
    record Days(List<LocalDate> days, double[] sums) {}

    /// Things to draw from, each with the sum of the weights up to it.
    record Offers(List<Offer> offers, double[] sums) {}

    Chance(long seed, WorkingCalendar calendar) {
        // Neighbouring seeds begin alike; spread them.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.calendar = calendar;
    }

    Random random() {
        return random;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /// The working days from one to the other, Mondays busier than Fridays. `recency`: in how many
    /// days before the last one the weight falls to a third; 0: it does not fall.
    Days days(LocalDate from, LocalDate to, int recency) {
        List<LocalDate> days =
                from.datesUntil(to.plusDays(1)).filter(calendar::isWorkingDay).toList();
        return new Days(
                days,
                sums(
                        days,
                        day -> {
                            double weight = RHYTHM[day.getDayOfWeek().getValue() - 1];
                            return recency == 0
                                    ? weight
                                    : weight
                                            * Math.exp(
                                                    -ChronoUnit.DAYS.between(day, to)
                                                            / (double) recency);
                        }));
    }

    Offers offers(List<Offer> offers, ToDoubleFunction<Offer> weight) {
        return new Offers(offers, sums(offers, weight));
    }

    LocalDate draw(Days days) {
        return days.days().get(index(days.sums()));
    }

    Offer draw(Offers offers) {
        return offers.offers().get(index(offers.sums()));
    }

    /// A moment at which counters receive.
    Instant reception(LocalDate day) {
        return at(day, 5 + random.nextInt(DAY - 20));
    }

    /// The minute of the working hours of a day.
    static Instant at(LocalDate day, int minute) {
        LocalDateTime start =
                minute < MORNING ? day.atTime(7, 0) : day.atTime(13, 30).minusMinutes(MORNING);
        return Vietnamese.at(start.plusMinutes(minute));
    }

    /// When what is received is due; null where the procedure does not say.
    @Nullable Instant due(Offer offer, Channel channel, Instant received) {
        if (offer.procedure().sameDay()) {
            return calendar.dueSameDay(received).dueAt();
        }
        Term term = offer.procedure().terms().get(channel);
        if (term == null) {
            return null;
        }
        return dues.computeIfAbsent(
                new Due(offer.procedure().code(), channel, Vietnamese.day(received)),
                key -> calendar.due(received, term).dueAt());
    }

    /// A working moment after `from` and not after `to`, nearer to `to` the greater `late` is; null
    /// where there is too little working time between them.
    @Nullable Instant between(Instant from, Instant to, double late) {
        long minutes = calendar.workingMinutesBetween(from, to);
        if (minutes < 15) {
            return null;
        }
        double part = Math.pow(random.nextDouble(), 1 / (1 + late));
        long after = 5 + (long) (part * (minutes - 6));
        return calendar.plusWorkingMinutes(from, after).truncatedTo(ChronoUnit.MINUTES);
    }

    /// A number of days around the mean, small ones oftener.
    int delay(double mean) {
        return 1 + (int) (-Math.log(1 - random.nextDouble()) * mean);
    }

    <T> List<T> shuffled(List<T> things) {
        List<T> shuffled = new ArrayList<>(things);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private int index(double[] sums) {
        double at = random.nextDouble() * sums[sums.length - 1];
        int found = java.util.Arrays.binarySearch(sums, at);
        return Math.min(found < 0 ? -found - 1 : found + 1, sums.length - 1);
    }

    private static <T> double[] sums(List<T> things, ToDoubleFunction<T> weight) {
        if (things.isEmpty()) {
            throw new IllegalStateException("nothing to draw from");
        }
        double[] sums = new double[things.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weight.applyAsDouble(things.get(i));
            sums[i] = sum;
        }
        return sums;
    }
}

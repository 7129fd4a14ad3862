package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which lines are among the first, at most {@value #MOST}. A line keeps its place until another is <em>clearly</em> more:
 * by a quarter, and by more than chance explains. So lines that are about as heavy as each other do not change places at
 * every look, each time with a series that ends and another that begins. Not thread-safe.
 */
final class Places {
    static final int MOST = 20;

    private static final double QUARTER_MORE = 1.25;

    private static final Comparator<Candidate> HEAVIEST_FIRST =
            Comparator.comparingDouble((Candidate of) -> -of.value()).thenComparing(Candidate::line);

    /**
     * A line that could have a place.
     *
     * @param error half the width of the value's 95 % interval; 0 if it is known exactly
     */
    record Candidate(Frame line, double value, double error) {
        boolean isClearlyMoreThan(Candidate other) {
            return value >= QUARTER_MORE * other.value && value - other.value > Math.hypot(error, other.error);
        }
    }

    private Set<Frame> taken = Set.of();

    /** Those that have places now, of these and of those that had one; what is 0 gets none. */
    Set<Frame> choose(List<Candidate> candidates) {
        Map<Frame, Candidate> holders = new HashMap<>();
        for (Frame line : taken) {
            holders.put(line, new Candidate(line, 0, 0));
        }
        List<Candidate> challengers = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (holders.containsKey(candidate.line())) {
                holders.put(candidate.line(), candidate);
            } else if (candidate.value() > 0) {
                challengers.add(candidate);
            }
        }
        PriorityQueue<Candidate> lightestFirst = new PriorityQueue<>(HEAVIEST_FIRST.reversed());
        lightestFirst.addAll(holders.values());
        challengers.stream().sorted(HEAVIEST_FIRST).limit(MOST).forEach(challenger -> {
            if (lightestFirst.size() == MOST && challenger.isClearlyMoreThan(lightestFirst.element())) {
                lightestFirst.remove();
            }
            if (lightestFirst.size() < MOST) {
                lightestFirst.add(challenger);
            }
        });
        taken = new LinkedHashSet<>();
        lightestFirst.forEach(holder -> taken.add(holder.line()));
        return taken;
    }
}

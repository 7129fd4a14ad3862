package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a {@link Query}: the heaviest groups, and what the rest amounts to. Immutable.
 *
 * <p>The values of {@link #top()} and {@link #other()} add up to {@link #total()} exactly: each is a whole number of
 * bytes or things, or of thousandths per second. Groups of a cumulative report share sites and do not add up; its
 * {@link #other()} is what none of those listed has. The total is that of the sites the filter kept, and of those
 * only that are in a group at all; the coverage is that
 * of the whole snapshot.
 *
 * @param metrics what every {@link Values} here holds, in that order
 * @param sort the one of {@code metrics} that orders the groups; equals are ordered by the others, then by key
 */
public record Report(
        Instant takenAt,
        Engine engine,
        List<Coverage> coverage,
        GroupBy by,
        boolean cumulative,
        boolean temporary,
        List<Metric> metrics,
        Metric sort,
        Values total,
        Other other,
        List<Group> top) {
    /** The groups beyond the limit, and what of the total is in none of those listed. */
    public record Other(int groups, Values values) {}

    public Report {
        coverage = List.copyOf(coverage);
        metrics = List.copyOf(metrics);
        top = List.copyOf(top);
    }

    /** Position of {@link #sort()} in {@link #metrics()}. */
    public int sortIndex() {
        return metrics.indexOf(sort);
    }

    /** All groups there are, listed or not. */
    public int groups() {
        return top.size() + other.groups();
    }
}

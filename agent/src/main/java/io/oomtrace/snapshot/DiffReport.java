package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * What has changed from one snapshot to another: the groups that changed most, up or down, of those whose change is more
 * than chance. Immutable.
 *
 * <p>The changes of {@link #top()} and {@link #other()} add up to {@link #total()}, unless it is cumulative.
 *
 * @param before when the first was taken
 * @param after when the second was taken, which may be earlier
 * @param metrics what every {@link Change} here holds, in that order
 * @param sort the one of {@code metrics} by whose change the groups are ordered and chosen
 */
public record DiffReport(
        Instant before,
        Instant after,
        GroupBy by,
        boolean cumulative,
        List<Metric> metrics,
        Metric sort,
        Change total,
        Other other,
        List<DiffGroup> top) {
    /**
     * What of the total is in none of the groups listed.
     *
     * @param groups beyond the limit
     * @param uncertain groups that differ, but by no more than chance may make them, and of which none is listed
     */
    public record Other(int groups, int uncertain, Change change) {}

    public DiffReport {
        metrics = List.copyOf(metrics);
        top = List.copyOf(top);
    }

    /** Position of {@link #sort()} in {@link #metrics()}. */
    public int sortIndex() {
        return metrics.indexOf(sort);
    }
}

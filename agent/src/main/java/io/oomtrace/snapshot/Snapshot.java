package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * Everything known at one moment about allocations, or about threads and executors. Immutable.
 *
 * @param metrics what {@link Site#values()} holds, in that order; the first is the default order of a table
 * @param sites in no order; at most one per (stack, type, thread, age)
 */
public record Snapshot(
        Instant takenAt, Engine engine, List<Coverage> coverage, List<Metric> metrics, List<Site> sites) {
    public Snapshot {
        coverage = List.copyOf(coverage);
        metrics = List.copyOf(metrics);
        sites = List.copyOf(sites);
    }

    /** This one, of other sites. */
    Snapshot of(List<Site> others) {
        return new Snapshot(takenAt, engine, coverage, metrics, others);
    }

    /** @throws QueryException when the other one measures something else */
    void requireComparable(Snapshot other) {
        if (!metrics.equals(other.metrics)) {
            throw new QueryException(
                    "These two cannot be compared: they measure different things.",
                    "Take both with the same version of oomtrace, and both of allocations or both of threads.");
        }
    }

    /** Whether what lives is told apart by age, as with objects. */
    boolean hasAges() {
        return metrics.stream().anyMatch(metric -> metric.name().equals("live_bytes"));
    }
}

package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Snapshot;
import java.util.List;

/**
 * All that metrics are made of, at one moment.
 *
 * @param blameSkip packages and classes that are not the user's own: see {@link io.oomtrace.snapshot.Blame}
 * @param version of this tool
 */
public record Reading(
        Snapshot allocations, Snapshot threads, List<String> blameSkip, JvmFigures jvm, OwnCost own, String version) {
    public Reading {
        blameSkip = List.copyOf(blameSkip);
    }
}

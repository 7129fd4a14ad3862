package io.oomtrace.snapshot;

import java.util.List;

/**
 * The chains of references that hold most. Immutable.
 *
 * @param held what was found in all
 * @param matching objects that were asked for
 * @param top those that hold most first
 * @param others of the objects that were asked for, those that no chain of these holds
 */
public record HolderReport(HeldObjects held, int matching, List<HolderChain> top, int others) {
    public HolderReport {
        top = List.copyOf(top);
    }
}

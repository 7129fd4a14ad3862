package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What lived at some moments, oldest first. Immutable, but for its arrays, which must not be changed.
 *
 * @param takenAt what {@code seconds} are counted from
 * @param seconds of each moment, 0 and below
 * @param sites those whose history is kept: of those that had little, not all may be
 */
public record History(Instant takenAt, double[] seconds, List<SiteHistory> sites) {
    public History {
        sites = List.copyOf(sites);
    }

    /** What of it is not older than so many seconds. */
    History since(double age) {
        int from = 0;
        while (from < seconds.length && seconds[from] < -age) {
            from++;
        }
        int first = from;
        return new History(
                takenAt,
                Arrays.copyOfRange(seconds, first, seconds.length),
                sites.stream()
                        .map(site -> new SiteHistory(
                                site.stack(),
                                site.type(),
                                site.thread(),
                                Arrays.copyOfRange(site.liveBytes(), first, seconds.length),
                                site.variance()))
                        .toList());
    }
}

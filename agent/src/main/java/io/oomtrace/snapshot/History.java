package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * What lived at some moments, oldest first. Immutable, but for its arrays, which must not be changed.
 *
 * @param takenAt what {@code seconds} are counted from
 * @param seconds of each moment, 0 and below
 * @param looks at each moment but the last, which is now, what tells which samples there were
 * @param complete whether every site that had anything at one of the looks is there
 * @param sites those whose history is kept: of those that had little, not all may be
 */
public record History(Instant takenAt, double[] seconds, List<Look> looks, boolean complete, List<SiteHistory> sites) {
    /**
     * Which samples there were at a moment.
     *
     * @param collections that had ended
     * @param admission the share of them that was kept, because there was no room for all
     */
    public record Look(long collections, double admission) {}

    public History {
        looks = List.copyOf(looks);
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
                looks.subList(Math.min(first, looks.size()), looks.size()),
                complete,
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

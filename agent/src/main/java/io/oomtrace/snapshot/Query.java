package io.oomtrace.snapshot;

import java.util.List;

/**
 * A question about a snapshot: how to group its sites, by which metric to order the groups, how many to list.
 *
 * @param sort name of one of the snapshot's metrics; empty for its first
 * @param limit groups to list, at least 1; the others are added up
 * @param blameSkip packages and classes that are not the user's own, beside the JDK: see {@link Blame}
 */
public record Query(GroupBy by, String sort, int limit, Filter filter, FrameChoice frame, List<String> blameSkip) {
    public static final int DEFAULT_LIMIT = 10;

    /** The ten heaviest lines by the snapshot's first metric. */
    public static final Query DEFAULT =
            new Query(GroupBy.LINE, "", DEFAULT_LIMIT, Filter.NONE, FrameChoice.BLAME, List.of());

    /** @throws QueryException when {@code limit} is less than 1 */
    public Query {
        if (limit < 1) {
            throw new QueryException("limit=" + limit + " lists nothing.", "Give a limit of at least 1.");
        }
        blameSkip = List.copyOf(blameSkip);
    }

    /** @throws QueryException when the snapshot has no metric of the name {@link #sort()} */
    public Report on(Snapshot snapshot) {
        return new Grouping(this, snapshot).report();
    }

    public Query withBy(GroupBy newBy) {
        return new Query(newBy, sort, limit, filter, frame, blameSkip);
    }

    public Query withSort(String newSort) {
        return new Query(by, newSort, limit, filter, frame, blameSkip);
    }

    public Query withLimit(int newLimit) {
        return new Query(by, sort, newLimit, filter, frame, blameSkip);
    }

    public Query withFilter(Filter newFilter) {
        return new Query(by, sort, limit, newFilter, frame, blameSkip);
    }

    public Query withFrame(FrameChoice newFrame) {
        return new Query(by, sort, limit, filter, newFrame, blameSkip);
    }

    public Query withBlameSkip(List<String> newBlameSkip) {
        return new Query(by, sort, limit, filter, frame, newBlameSkip);
    }
}

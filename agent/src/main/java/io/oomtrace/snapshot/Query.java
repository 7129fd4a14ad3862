package io.oomtrace.snapshot;

import java.util.List;

/**
 * A question about a snapshot: how to group its sites, by which metric to order the groups, how many to list.
 *
 * @param sort name of one of the snapshot's metrics; empty for its first, or for {@code alloc_bytes} if it is {@code
 *     temporary}
 * @param limit groups to list, at least 1; the others are added up
 * @param cumulative whether a site counts for every frame of its stack that {@code frame} allows, and not only for
 *     the one that names it
 * @param temporary whether only groups are listed that keep at most {@value #KEPT_PERCENT} % of the bytes they
 *     allocate
 * @param blameSkip packages and classes that are not the user's own, beside the JDK: see {@link Blame}
 */
public record Query(
        GroupBy by,
        String sort,
        int limit,
        boolean cumulative,
        boolean temporary,
        Filter filter,
        FrameChoice frame,
        List<String> blameSkip) {
    public static final int DEFAULT_LIMIT = 10;

    /** Of its bytes, what a group keeps that is called temporary. */
    public static final int KEPT_PERCENT = 1;

    /** The ten heaviest lines by the snapshot's first metric. */
    public static final Query DEFAULT =
            new Query(GroupBy.LINE, "", DEFAULT_LIMIT, false, false, Filter.NONE, FrameChoice.BLAME, List.of());

    /** @throws QueryException when {@code limit} is less than 1, or {@code cumulative} does not go with {@code by} */
    public Query {
        if (limit < 1) {
            throw new QueryException("limit=" + limit + " lists nothing.", "Give a limit of at least 1.");
        }
        if (cumulative && !by.ofFrames()) {
            throw new QueryException(
                    "by=" + by.label() + " cannot be cumulative: it is not about frames.",
                    "Use by=" + String.join(", ", GroupBy.labelsOfFrames()) + ".");
        }
        if (temporary && (by == GroupBy.AGE || filter.minAge() > 0)) {
            throw new QueryException("What survives is not temporary.", "Leave ages or temporary=true out.");
        }
        blameSkip = List.copyOf(blameSkip);
    }

    /** @throws QueryException when it asks for a metric or an age, and the snapshot has none */
    public Report on(Snapshot snapshot) {
        return new Grouping(this, snapshot).report();
    }

    /**
     * What has changed from one snapshot to another, of the same program or of two.
     *
     * @throws QueryException as {@link #on}, or when the two are not of the same kind, or it is about what is temporary
     */
    public DiffReport between(Snapshot before, Snapshot after) {
        requireNotTemporary();
        return new Differencing(this, before, after).report();
    }

    /**
     * As {@link #between}, with the groups that have not changed, or by no more than chance: of all there are, those
     * that have changed most come first.
     */
    public DiffReport sideBySide(Snapshot before, Snapshot after) {
        requireNotTemporary();
        return new Differencing(this, before, after).everything();
    }

    /**
     * What grows.
     *
     * @param seconds how far back to look; infinite for the whole history
     * @throws QueryException when it asks for an order, or about ages, or about what is temporary
     */
    public GrowthReport growth(History history, double seconds) {
        requireNotTemporary();
        return new Growing(this, history.since(seconds)).report();
    }

    /**
     * The sites that the filter keeps, for what shows them all.
     *
     * @throws QueryException when it asks for an age, and the snapshot has none
     */
    public Snapshot kept(Snapshot snapshot) {
        requireAges(snapshot);
        return snapshot.of(new SiteFilter(filter, new Blame(frame, blameSkip)).kept(snapshot.sites()));
    }

    /** Which references hold the objects that the filter keeps. */
    public HolderReport holders(HeldObjects held) {
        return new Holding(this, held).report();
    }

    private void requireNotTemporary() {
        if (temporary) {
            throw new QueryException("What is temporary is told of one moment.", "Ask this of /snapshot.");
        }
    }

    /** Position in the snapshot's metrics of what the groups are ordered by. */
    int sortIndex(Snapshot snapshot) {
        if (temporary && !snapshot.hasAges()) {
            throw new QueryException("Only objects of the heap are temporary.", "Ask this of /snapshot.");
        }
        requireAges(snapshot);
        List<String> names = snapshot.metrics().stream().map(Metric::name).toList();
        int index = sort.isEmpty() ? names.indexOf(temporary ? "alloc_bytes" : names.get(0)) : names.indexOf(sort);
        if (index < 0) {
            throw new QueryException("Cannot sort=" + sort + ".", new NearestName(names).hint(sort));
        }
        return index;
    }

    private void requireAges(Snapshot snapshot) {
        if ((by == GroupBy.AGE || filter.minAge() > 0) && !snapshot.hasAges()) {
            throw new QueryException("Only objects of the heap have an age.", "Ask this of /snapshot.");
        }
    }

    public Query withBy(GroupBy newBy) {
        return new Query(newBy, sort, limit, cumulative, temporary, filter, frame, blameSkip);
    }

    public Query withSort(String newSort) {
        return new Query(by, newSort, limit, cumulative, temporary, filter, frame, blameSkip);
    }

    public Query withLimit(int newLimit) {
        return new Query(by, sort, newLimit, cumulative, temporary, filter, frame, blameSkip);
    }

    public Query withCumulative(boolean newCumulative) {
        return new Query(by, sort, limit, newCumulative, temporary, filter, frame, blameSkip);
    }

    public Query withTemporary(boolean newTemporary) {
        return new Query(by, sort, limit, cumulative, newTemporary, filter, frame, blameSkip);
    }

    public Query withFilter(Filter newFilter) {
        return new Query(by, sort, limit, cumulative, temporary, newFilter, frame, blameSkip);
    }

    public Query withFrame(FrameChoice newFrame) {
        return new Query(by, sort, limit, cumulative, temporary, filter, newFrame, blameSkip);
    }

    public Query withBlameSkip(List<String> newBlameSkip) {
        return new Query(by, sort, limit, cumulative, temporary, filter, frame, newBlameSkip);
    }
}

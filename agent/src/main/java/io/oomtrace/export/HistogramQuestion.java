package io.oomtrace.export;

import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.QueryException;
import java.util.List;

/**
 * What is asked of a histogram.
 *
 * @param sort one of {@link #SORTS}
 * @param limit classes to list
 */
public record HistogramQuestion(String sort, int limit) {
    /** By what classes can be ordered: the most first. */
    public static final List<String> SORTS = List.of("bytes", "instances", "bytes_growth", "instances_growth");

    /** Classes to list unless told otherwise. */
    public static final int LIMIT = 20;

    /** @throws QueryException when one of them is not valid */
    public HistogramQuestion {
        if (!SORTS.contains(sort)) {
            throw new QueryException("Cannot sort=" + sort + ".", new NearestName(SORTS).hint(sort));
        }
        if (limit < 1) {
            throw new QueryException("limit=" + limit + " lists nothing.", "Give a limit of at least 1.");
        }
    }
}

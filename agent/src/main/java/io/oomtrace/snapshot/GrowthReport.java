package io.oomtrace.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * What grows: the groups whose live bytes grow fastest; behind all that are certain, those whose growth may be
 * chance. Immutable.
 *
 * @param from the first moment that was looked at
 * @param to the last
 * @param looks moments in all
 * @param groups beyond the limit
 * @param uncertain how many of all are not {@linkplain Growth#isCertain() certain}
 */
public record GrowthReport(
        Instant from,
        Instant to,
        int looks,
        GroupBy by,
        boolean cumulative,
        Growth total,
        int groups,
        int uncertain,
        List<Group> top) {
    /**
     * A line of it.
     *
     * @param traceback the stack that has most now
     */
    public record Group(String key, Growth growth, CallStack traceback) {}

    public GrowthReport {
        top = List.copyOf(top);
    }
}

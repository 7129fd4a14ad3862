package io.oomtrace.snapshot;

import java.util.List;

/**
 * A line of a report: what the sites of one key amount to.
 *
 * @param types what was allocated or started, heaviest first; at most {@link #MOST_TYPES}
 * @param traceback the heaviest of the group's stacks
 */
public record Group(String key, Values values, List<TypeShare> types, CallStack traceback) {
    public static final int MOST_TYPES = 5;

    public Group {
        types = List.copyOf(types);
    }
}

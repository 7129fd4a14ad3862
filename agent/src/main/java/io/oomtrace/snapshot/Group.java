package io.oomtrace.snapshot;

import java.util.List;

/**
 * A line of a report: what the sites of one key amount to.
 *
 * @param identity the key's name, or the call stack that is the key: that is written out only where it is shown
 * @param types what was allocated or started, heaviest first; at most {@link #MOST_TYPES}
 * @param traceback the heaviest of the group's stacks
 */
public record Group(Object identity, Values values, List<TypeShare> types, CallStack traceback) {
    public static final int MOST_TYPES = 5;

    public Group {
        types = List.copyOf(types);
    }

    public String key() {
        return identity.toString();
    }
}

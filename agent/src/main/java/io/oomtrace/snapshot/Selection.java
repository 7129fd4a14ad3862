package io.oomtrace.snapshot;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is wanted and what is not: one of {@code include} must match, if there is any, and none of {@code exclude} may.
 *
 * @param <P> a pattern
 */
public record Selection<P>(List<P> include, List<P> exclude) {
    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Keeps everything. */
    public static <P> Selection<P> all() {
        return new Selection<>(List.of(), List.of());
    }

    public static <P> Selection<P> of(P included) {
        return new Selection<>(List.of(included), List.of());
    }

    boolean keeps(Predicate<P> matches) {
        return (include.isEmpty() || include.stream().anyMatch(matches))
                && exclude.stream().noneMatch(matches);
    }
}

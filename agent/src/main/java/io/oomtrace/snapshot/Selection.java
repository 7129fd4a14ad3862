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

    boolean keepsAll() {
        return include.isEmpty() && exclude.isEmpty();
    }

    boolean keeps(Predicate<P> matches) {
        return (include.isEmpty() || any(include, matches)) && !any(exclude, matches);
    }

    /** Without a stream, which weighs where this is asked of each of many sites. */
    private static <P> boolean any(List<P> patterns, Predicate<P> matches) {
        for (P pattern : patterns) {
            if (matches.test(pattern)) {
                return true;
            }
        }
        return false;
    }
}

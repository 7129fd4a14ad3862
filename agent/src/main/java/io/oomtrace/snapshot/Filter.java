package io.oomtrace.snapshot;

import java.util.List;

/**
 * Keeps the sites whose naming frame (see {@link Blame}) matches one of {@code include}, or any if that is empty, and
 * none of {@code exclude}.
 */
public record Filter(List<Glob> include, List<Glob> exclude) {
    public static final Filter NONE = new Filter(List.of(), List.of());

    public Filter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    boolean keeps(Frame blamed) {
        return (include.isEmpty() || matchesAny(include, blamed)) && !matchesAny(exclude, blamed);
    }

    private static boolean matchesAny(List<Glob> globs, Frame frame) {
        for (Glob glob : globs) {
            if (glob.matches(frame)) {
                return true;
            }
        }
        return false;
    }
}

package io.oomtrace.snapshot;

import java.util.List;
import java.util.Map;

/**
 * Reads a {@link Query} from named texts, as a URL or a command line gives them: {@code by}, {@code sort},
 * {@code limit}, {@code frame} once each, {@code include} and {@code exclude} any number of times.
 */
public final class QueryParameters {
    /** Every name {@link #parse} takes. */
    public static final List<String> NAMES = List.of("by", "sort", "limit", "include", "exclude", "frame");

    private final Map<String, List<String>> given;

    private QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** @throws QueryException when a name is unknown, a value is not valid, or one is given twice that may not be */
    public static Query parse(Map<String, List<String>> given) {
        for (String name : given.keySet()) {
            if (!NAMES.contains(name)) {
                throw new QueryException("There is no parameter " + name + ".", new NearestName(NAMES).hint(name));
            }
        }
        return new QueryParameters(given).query();
    }

    private Query query() {
        return new Query(
                GroupBy.parse(one("by", GroupBy.LINE.label())),
                one("sort", ""),
                limit(one("limit", Integer.toString(Query.DEFAULT_LIMIT))),
                new Filter(globs("include"), globs("exclude")),
                FrameChoice.parse(one("frame", FrameChoice.BLAME.label())),
                List.of());
    }

    private String one(String name, String otherwise) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new QueryException(name + " is given " + values.size() + " times.", "Give it once.");
        }
        if (values.isEmpty()) {
            return otherwise;
        }
        if (values.get(0).isEmpty()) {
            throw new QueryException(name + " has no value.", "Give " + name + "=VALUE, or leave it out.");
        }
        return values.get(0);
    }

    private List<Glob> globs(String name) {
        return given.getOrDefault(name, List.of()).stream().map(Glob::new).toList();
    }

    private static int limit(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new QueryException("limit=" + text + " is not a number.", "Give a whole number of at least 1.");
        }
    }
}

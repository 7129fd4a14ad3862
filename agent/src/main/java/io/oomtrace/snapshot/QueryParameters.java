package io.oomtrace.snapshot;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a {@link Query} from named texts, as a URL or a command line gives them: patterns any number of times,
 * the others once each.
 */
public final class QueryParameters {
    /** Every name {@link #parse} takes. */
    public static final List<String> NAMES = List.of(
            "by",
            "sort",
            "limit",
            "include",
            "exclude",
            "all_frames",
            "type",
            "exclude_type",
            "thread",
            "exclude_thread",
            "min_age",
            "cumulative",
            "temporary",
            "frame");

    private final Map<String, List<String>> given;

    private QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /** {@code a=b&c=d}, percent-encoded, as a map; a name without a value has an empty one. */
    public static Map<String, List<String>> split(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
                parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
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
                number("limit", Query.DEFAULT_LIMIT, "of at least 1"),
                truth("cumulative"),
                truth("temporary"),
                new Filter(
                        patterns("include", "exclude", FramePattern::parse),
                        truth("all_frames"),
                        patterns("type", "exclude_type", Glob::new),
                        patterns("thread", "exclude_thread", Glob::new),
                        number("min_age", 0, "of collections")),
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

    private <P> Selection<P> patterns(String include, String exclude, Function<String, P> parse) {
        return new Selection<>(
                given.getOrDefault(include, List.of()).stream().map(parse).toList(),
                given.getOrDefault(exclude, List.of()).stream().map(parse).toList());
    }

    private int number(String name, int otherwise, String kind) {
        String text = one(name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new QueryException(name + "=" + text + " is not a number.", "Give a whole number " + kind + ".");
        }
    }

    private boolean truth(String name) {
        String text = one(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new QueryException(
                    name + "=" + text + " is neither true nor false.", "Give " + name + "=true, or leave it out.");
        }
        return text.equals("true");
    }
}

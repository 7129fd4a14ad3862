package io.oomtrace.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The query of a request. Parameters keep their order, and those without a value are left out. One thread. */
public final class Query {
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** Adds {@code name=value} unless {@code value} is null. */
    public Query with(String name, Object value) {
        if (value != null) {
            parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value.toString());
        }
        return this;
    }

    /** Adds {@code name=value} for each value; null is none. */
    public Query with(String name, List<String> values) {
        if (values != null) {
            values.forEach(value -> with(name, (Object) value));
        }
        return this;
    }

    /** All values of each name. */
    public Map<String, List<String>> parameters() {
        return parameters;
    }

    /** {@code ?a=b&c=d}, or nothing. */
    @Override
    public String toString() {
        String joined = parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, UTF_8)))
                .collect(Collectors.joining("&"));
        return joined.isEmpty() ? "" : "?" + joined;
    }
}

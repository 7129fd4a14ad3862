package io.oomtrace.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;

/** The query of a request. Parameters keep their order, and those without a value are left out. One thread. */
public final class Query {
    private final List<String> parameters = new ArrayList<>();

    /** Adds {@code name=value} unless {@code value} is null. */
    public Query with(String name, Object value) {
        if (value != null) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
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

    /** {@code ?a=b&c=d}, or nothing. */
    @Override
    public String toString() {
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}

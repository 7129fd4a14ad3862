package io.oomtrace.http;

import com.sun.net.httpserver.HttpExchange;
import io.oomtrace.export.Format;
import io.oomtrace.export.JsonDocument;
import io.oomtrace.export.PlainText;
import io.oomtrace.export.Question;
import io.oomtrace.snapshot.NearestName;
import io.oomtrace.snapshot.Numerals;
import io.oomtrace.snapshot.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request as far as it decides the answer.
 *
 * @param method {@code GET} for HEAD, too
 * @param host as the client calls this server, with port
 * @param accept empty when the client does not say
 */
record Request(String method, String path, Map<String, List<String>> parameters, String host, String accept) {
    private static final List<String> FORMAT_ONLY = List.of("format");

    static Request of(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        String query = exchange.getRequestURI().getRawQuery();
        List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        return new Request(
                method.equals("HEAD") ? "GET" : method,
                exchange.getRequestURI().getPath(),
                query == null ? Map.of() : QueryParameters.split(query),
                exchange.getRequestHeaders().getFirst("Host"),
                String.join(",", accept));
    }

    /** @throws ControlException 400 when there is a parameter of another name: it would do nothing */
    void allowOnly(List<String> names) {
        for (String name : parameters.keySet()) {
            if (!names.contains(name)) {
                throw new ControlException(
                        400,
                        "There is no parameter " + name + " at " + path + ".",
                        names.isEmpty() ? "It takes none." : new NearestName(names).hint(name));
            }
        }
    }

    /** @throws ControlException 400 when the parameter is not given exactly once, or empty */
    String one(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() != 1 || values.get(0).isEmpty()) {
            throw new ControlException(
                    400, path + " needs " + name + "=VALUE, once.", "Ask for " + path + "?" + name + "=VALUE.");
        }
        return values.get(0);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** @throws ControlException 400 when the parameter is given twice, or empty */
    String optional(String name, String otherwise) {
        return has(name) ? one(name) : otherwise;
    }

    /** @throws ControlException 400 when it is not a whole number, or not given once */
    int number(String name, int otherwise) {
        String text = optional(name, Integer.toString(otherwise));
        if (!text.matches("-?\\d{1,9}")) {
            throw new ControlException(400, name + "=" + text + " is not a number.", "Give a whole number.");
        }
        return Integer.parseInt(text);
    }

    /** @throws ControlException 400 when it is not a whole number above 0, or not given once */
    int positive(String name, int otherwise) {
        int number = number(name, otherwise);
        if (number < 1) {
            throw new ControlException(400, name + "=" + number + " is too little.", "Give 1 or more.");
        }
        return number;
    }

    /** @throws ControlException 400 when it is not a size, or not given once */
    long bytes(String name, long otherwise) {
        String text = optional(name, Long.toString(otherwise));
        long bytes = Numerals.bytes(text);
        if (bytes < 0) {
            throw new ControlException(400, name + "=" + text + " is not a size.", "Give bytes, or 512k, 4m or 1g.");
        }
        return bytes;
    }

    /** @throws ControlException 400 when it is not a number of seconds, or not given once */
    int seconds(String name) {
        String text = one(name);
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new ControlException(
                    400, name + "=" + text + " is not a time to look back.", "Give a whole number, 1 or more.");
        }
        return Integer.parseInt(text);
    }

    /** @throws ControlException 400 when it is neither true nor false, or not given once */
    boolean truth(String name) {
        String text = optional(name, "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new ControlException(
                    400, name + "=" + text + " is neither true nor false.", "Give " + name + "=true, or leave it out.");
        }
        return text.equals("true");
    }

    /** A name between the slashes of the path, the first of which is number 1. */
    String segment(int number) {
        return path.split("/", -1)[number];
    }

    /**
     * What it asks of snapshots.
     *
     * @param more names of parameters that are not part of it
     */
    Question question(List<String> more) {
        List<String> names = new ArrayList<>(more);
        names.addAll(Question.NAMES);
        allowOnly(names);
        Map<String, List<String>> asked = new LinkedHashMap<>(parameters);
        more.forEach(asked::remove);
        return Question.parse(asked, Format.parse(format(Format.TEXT.label())));
    }

    /** Answers with an object. Its format is checked before it is made, which may change things. */
    Response object(int status, Supplier<Map<String, Object>> object) {
        return object(status, FORMAT_ONLY, object);
    }

    /** @param names of the parameters it takes */
    Response object(int status, List<String> names, Supplier<Map<String, Object>> object) {
        allowOnly(names);
        Format format = Format.parse(format(Format.JSON.label()));
        return switch (format) {
            case JSON -> Response.of(status, format.contentType(), JsonDocument.of(object.get()));
            case TEXT -> Response.of(status, format.contentType(), PlainText.of(object.get()));
            case CSV, COLLAPSED, TRACEMALLOC -> throw textOrJson(format);
        };
    }

    ControlException textOrJson(Format format) {
        return new ControlException(
                400,
                path + " cannot be written as format=" + format.label() + ".",
                "Ask for format=json or format=text.");
    }

    /** Whether the client asks for text and does not take HTML. */
    boolean wantsPlainText() {
        return accept.contains("text/plain") && !accept.contains("text/html");
    }

    /** The value of {@code format}, or what the client accepts: {@code json}, {@code text} or {@code otherwise}. */
    String format(String otherwise) {
        List<String> formats = parameters.getOrDefault("format", List.of());
        if (formats.size() > 1) {
            throw new ControlException(400, "format is given " + formats.size() + " times.", "Give it once.");
        }
        if (!formats.isEmpty()) {
            return formats.get(0);
        }
        if (accept.contains("application/json")) {
            return "json";
        }
        return accept.contains("text/plain") ? "text" : otherwise;
    }
}

package io.oomtrace.http;

import com.sun.net.httpserver.HttpExchange;
import io.oomtrace.snapshot.NearestName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request as far as it decides the answer.
 *
 * @param method {@code GET} for HEAD, too
 * @param host as the client calls this server, with port
 * @param accept empty when the client does not say
 */
record Request(String method, String path, Map<String, List<String>> parameters, String host, String accept) {
    static Request of(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        List<String> accept = exchange.getRequestHeaders().getOrDefault("Accept", List.of());
        return new Request(
                method.equals("HEAD") ? "GET" : method,
                exchange.getRequestURI().getPath(),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders().getFirst("Host"),
                String.join(",", accept));
    }

    private static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
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

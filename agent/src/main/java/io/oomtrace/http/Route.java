package io.oomtrace.http;

import java.util.function.Function;

/**
 * A path and what it does.
 *
 * @param method {@code GET} (which serves HEAD, too) or {@code POST}
 */
record Route(String method, String path, Function<Request, Response> action) {
    /** The value of an {@code Allow} header. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}

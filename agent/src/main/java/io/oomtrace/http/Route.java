package io.oomtrace.http;

import java.util.function.Function;

/**
 * A path and what it does.
 *
 * @param method {@code GET} (which serves HEAD, too), {@code POST} or {@code DELETE}
 * @param path in which {@value #ANY} stands for any one name between two slashes
 */
record Route(String method, String path, Function<Request, Response> action) {
    static final String ANY = "NAME";

    boolean matches(String asked) {
        String[] names = path.split("/", -1);
        String[] given = asked.split("/", -1);
        if (names.length != given.length) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            boolean same = names[i].equals(ANY) ? !given[i].isEmpty() : names[i].equals(given[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** What of an {@code Allow} header is for this one. */
    String allowed() {
        return method.equals("GET") ? "GET, HEAD" : method;
    }
}

package io.oomtrace.http;

/**
 * A path and how it may be asked.
 *
 * @param method {@code GET} (which serves HEAD, too), {@code POST} or {@code DELETE}
 * @param path in which {@value #ANY} stands for any one name between two slashes
 */
record Route(String method, String path) {
    static final String ANY = "NAME";

    /** From {@code GET /snapshots/NAME}. */
    static Route of(String text) {
        int blank = text.indexOf(' ');
        return new Route(text.substring(0, blank), text.substring(blank + 1));
    }

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

    /** As {@link #of} takes it. */
    @Override
    public String toString() {
        return method + ' ' + path;
    }
}

package io.oomtrace.snapshot;

/**
 * A pattern for names of classes and files: {@code *} is any run of characters without a separator, {@code **} any
 * run at all, {@code ?} one character but no separator; the rest is literal. Separators are {@code .} and {@code /};
 * in a pattern with a slash only slashes, so that {@code com/acme/*} is {@code com/acme/Cache.java}, too.
 *
 * <p>Matched by keeping the set of positions in the pattern that what was read so far can have led to: time is
 * pattern times name. A regular expression would need the power of the number of stars, and patterns come from the
 * network.
 */
public record Glob(String pattern) {
    private static final int LONGEST = 500;

    /** @throws QueryException when the pattern is empty or longer than 500 characters */
    public Glob {
        if (pattern.isEmpty() || pattern.length() > LONGEST) {
            throw new QueryException(
                    "A pattern of " + pattern.length() + " characters cannot be used.",
                    "Give 1 to " + LONGEST + " characters, such as com.acme.** or *Cache.java.");
        }
    }

    /**
     * Whether the frame's class name ({@code com.acme.Cache$1}), file name or path ({@code com/acme/Cache.java})
     * matches.
     */
    public boolean matches(Frame frame) {
        return matches(frame.className()) || matches(frame.fileName()) || matches(frame.path());
    }

    boolean matches(String name) {
        boolean[] now = new boolean[pattern.length() + 1];
        now[0] = true;
        skipStars(now);
        for (int i = 0; i < name.length(); i++) {
            now = after(now, name.charAt(i));
        }
        return now[pattern.length()];
    }

    private boolean[] after(boolean[] now, char read) {
        boolean[] next = new boolean[now.length];
        boolean separator = read == '/' || read == '.' && pattern.indexOf('/') < 0;
        for (int at = 0; at < pattern.length(); at++) {
            if (!now[at]) {
                continue;
            }
            char expected = pattern.charAt(at);
            if (expected == '*') {
                next[at] |= !separator || isDouble(at);
            } else if (expected == '?' ? !separator : expected == read) {
                next[at + 1] = true;
            }
        }
        skipStars(next);
        return next;
    }

    /** A star matches the empty run: whoever stands before it also stands behind it. */
    private void skipStars(boolean[] positions) {
        for (int at = 0; at < pattern.length(); at++) {
            positions[at + 1] |= positions[at] && pattern.charAt(at) == '*';
        }
    }

    private boolean isDouble(int star) {
        return star + 1 < pattern.length() && pattern.charAt(star + 1) == '*'
                || star > 0 && pattern.charAt(star - 1) == '*';
    }

    @Override
    public String toString() {
        return pattern;
    }
}

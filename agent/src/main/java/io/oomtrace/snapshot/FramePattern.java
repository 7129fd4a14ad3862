package io.oomtrace.snapshot;

/**
 * A pattern for frames: a {@link Glob} for the class, file or path, and a line if it ends with one, as
 * {@code Cache.java:42}.
 *
 * @param line source line; {@link #ANY_LINE} for all
 */
public record FramePattern(Glob names, int line) {
    public static final int ANY_LINE = -1;

    /** @throws QueryException when the text is no {@link Glob} */
    public static FramePattern parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon > 0 && isLine(text.substring(colon + 1))) {
            return new FramePattern(new Glob(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        }
        return new FramePattern(new Glob(text), ANY_LINE);
    }

    private static boolean isLine(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    boolean matches(Frame frame) {
        return (line == ANY_LINE || line == frame.line()) && names.matches(frame);
    }

    @Override
    public String toString() {
        return line == ANY_LINE ? names.pattern() : names.pattern() + ':' + line;
    }
}

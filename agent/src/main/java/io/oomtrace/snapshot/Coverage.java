package io.oomtrace.snapshot;

/**
 * How much of a quantity the tool saw, against the JVM's own counter.
 *
 * @param metric the metric it is about, {@code alloc_bytes}
 * @param seen by this tool (estimated), in the metric's unit
 * @param actual by the JVM; {@link Double#NaN} when the JVM does not tell
 * @param source which counter of the JVM, for people
 */
public record Coverage(String metric, double seen, double actual, String source) {
    /** Seen over actual; NaN when the JVM does not tell. */
    public double ratio() {
        return actual == 0 ? Double.NaN : seen / actual;
    }
}

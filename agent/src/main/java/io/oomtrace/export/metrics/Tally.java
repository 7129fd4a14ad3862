package io.oomtrace.export.metrics;

/** A counter that never goes down, though what it follows may begin anew. Not thread-safe. */
final class Tally {
    private double before;
    private double highest;

    /**
     * What is followed is at {@code now}. If that is less than it was, as where an estimate was corrected, nothing is
     * counted until it is past that again.
     *
     * @return by how much the counter has grown
     */
    double follow(double now) {
        double growth = Math.max(0, now - highest);
        highest += growth;
        return growth;
    }

    /**
     * What is followed begins anew; the counter goes on.
     *
     * @param from what it begins with, which has been counted
     */
    void beginAnew(double from) {
        before += highest - from;
        highest = from;
    }

    double value() {
        return before + highest;
    }
}

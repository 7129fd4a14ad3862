package io.oomtrace.alloc;

import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.HeapSizes;

/** What one site allocated since recording started, and what of it lives: estimates and their variances. */
final class SiteTotals {
    static final int METRICS = 4;
    static final int LIVE_BYTES = 0;
    static final int LIVE_COUNT = 1;
    static final int ALLOC_BYTES = 2;
    static final int ALLOC_COUNT = 3;

    private final double[] values = new double[METRICS];
    private final double[] variances = new double[METRICS];

    void allocated(long size, double probability) {
        add(ALLOC_BYTES, size, probability);
        add(ALLOC_COUNT, 1, probability);
    }

    void clearLive() {
        values[LIVE_BYTES] = values[LIVE_COUNT] = 0;
        variances[LIVE_BYTES] = variances[LIVE_COUNT] = 0;
    }

    void live(long size, double probability) {
        add(LIVE_BYTES, size, probability);
        add(LIVE_COUNT, 1, probability);
    }

    /** One object of a sample with independent inclusions: x/p, with variance x²(1−p)/p² (Horvitz and Thompson). */
    private void add(int metric, double x, double p) {
        values[metric] += x / p;
        variances[metric] += x * x * (1 - p) / (p * p);
    }

    long heapBytes(HeapSizes sizes) {
        return sizes.of(this) + sizes.of(values) + sizes.of(variances);
    }

    double value(int metric) {
        return values[metric];
    }

    Values values() {
        return Values.of(values, variances);
    }
}

package io.oomtrace.snapshot;

import java.util.Arrays;

/**
 * One value, and the variance of its estimate, for each metric of a snapshot in the order of {@link Snapshot#metrics()}.
 *
 * <p>Immutable. Sums of independent estimates add up, and so do their variances.
 */
public final class Values {
    /** Two-sided 95 % quantile of the normal distribution: half width of the interval over standard deviation. */
    private static final double Z95 = 1.959964;

    private static final int INLINE = 2;

    private final byte size;

    /** The first metric that is not 0: of allocations, sites have one half of the metrics. */
    private final byte from;

    /** Metrics up to the last that is not 0. */
    private final byte length;

    // Of the first two of these metrics; a snapshot may have 200,000 sites, and an array would take half as much again.
    private final double first;
    private final double second;
    private final double firstVariance;
    private final double secondVariance;

    /** Of the other metrics the values, then the variances; null if there are none. */
    private final double[] others;

    private Values(
            int size,
            int from,
            int length,
            double first,
            double second,
            double firstVariance,
            double secondVariance,
            double[] others) {
        this.size = (byte) size;
        this.from = (byte) from;
        this.length = (byte) length;
        this.first = first;
        this.second = second;
        this.firstVariance = firstVariance;
        this.secondVariance = secondVariance;
        this.others = others;
    }

    /** @throws IllegalArgumentException when there are not as many of both, or more than 127 */
    public static Values of(double[] values, double[] variances) {
        if (values.length != variances.length || values.length > Byte.MAX_VALUE) {
            throw new IllegalArgumentException(values.length + " values but " + variances.length + " variances");
        }
        int from = 0;
        while (from < values.length && values[from] == 0 && variances[from] == 0) {
            from++;
        }
        int to = values.length;
        while (to > from && values[to - 1] == 0 && variances[to - 1] == 0) {
            to--;
        }
        int length = to - from;
        return length == 0
                ? zero(values.length)
                : new Values(
                        values.length,
                        from,
                        length,
                        values[from],
                        length > 1 ? values[from + 1] : 0,
                        variances[from],
                        length > 1 ? variances[from + 1] : 0,
                        length > INLINE ? others(from + INLINE, length - INLINE, values, variances) : null);
    }

    private static double[] others(int from, int length, double[] values, double[] variances) {
        double[] others = new double[2 * length];
        System.arraycopy(values, from, others, 0, length);
        System.arraycopy(variances, from, others, length, length);
        return others;
    }

    /**
     * Estimates of two metrics that follow each other; the others are 0.
     *
     * @param size number of metrics
     * @param from the first of the two
     */
    public static Values estimates(
            int size, int from, double first, double second, double firstVariance, double secondVariance) {
        if (first == 0 && firstVariance == 0 || second == 0 && secondVariance == 0) {
            return of(at(size, from, first, second), at(size, from, firstVariance, secondVariance));
        }
        return new Values(size, from, INLINE, first, second, firstVariance, secondVariance, null);
    }

    private static double[] at(int size, int from, double first, double second) {
        double[] values = new double[size];
        values[from] = first;
        values[from + 1] = second;
        return values;
    }

    /** Values known exactly: no variance. */
    public static Values exact(double... values) {
        return of(values, new double[values.length]);
    }

    public static Values zero(int metrics) {
        return new Values(metrics, 0, 0, 0, 0, 0, 0, null);
    }

    public double value(int metric) {
        return switch (metric - from) {
            case 0 -> first;
            case 1 -> second;
            default -> isOther(metric) ? others[metric - from - INLINE] : 0;
        };
    }

    public double variance(int metric) {
        return switch (metric - from) {
            case 0 -> firstVariance;
            case 1 -> secondVariance;
            default -> isOther(metric) ? others[length - INLINE + metric - from - INLINE] : 0;
        };
    }

    private boolean isOther(int metric) {
        int at = metric - from;
        return at >= INLINE && at < length;
    }

    /**
     * Half width of the 95 % confidence interval, in the metric's unit.
     *
     * <p>A variance estimated from few samples is too small whenever the estimate is, which is when it matters. So the
     * interval is that of the estimate with {@code z²/2} samples more, of the average weight, as Agresti and Coull's for
     * proportions ("Approximate Is Better than Exact", 1998): a count of Poisson's distribution lies
     * within it at least 92 times in 100 however small its mean is, and mostly 95 to 97 times.
     */
    public double error(int metric) {
        double value = value(metric);
        double variance = variance(metric);
        double averageWeight = value == 0 ? 0 : variance / value;
        return Z95 * Math.sqrt(variance + Z95 * Z95 / 2 * averageWeight * averageWeight);
    }

    public int size() {
        return size;
    }

    public Values plus(Values other) {
        double[] values = new double[size];
        double[] variances = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(i) + other.value(i);
            variances[i] = variance(i) + other.variance(i);
        }
        return of(values, variances);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Values that) || size != that.size) {
            return false;
        }
        boolean equal = true;
        for (int i = 0; i < size; i++) {
            equal &= Double.compare(value(i), that.value(i)) == 0 && Double.compare(variance(i), that.variance(i)) == 0;
        }
        return equal;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * from + Double.hashCode(first)) + Double.hashCode(second);
    }

    /** The values without their variances. */
    @Override
    public String toString() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = value(i);
        }
        return Arrays.toString(values);
    }
}

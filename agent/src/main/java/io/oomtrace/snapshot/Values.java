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

    private static final double[] NONE = {};

    private final int size;

    /** The first metric that is not 0: of allocations, sites have one half of the metrics. */
    private final int from;

    private final int length;

    /** Of so many metrics the values, then the variances unless all are 0. */
    private final double[] figures;

    private Values(int size, int from, int length, double[] figures) {
        this.size = size;
        this.from = from;
        this.length = length;
        this.figures = figures;
    }

    public static Values of(double[] values, double[] variances) {
        if (values.length != variances.length) {
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
        return part(values.length, from, to - from, values, variances);
    }

    private static Values part(int size, int from, int length, double[] values, double[] variances) {
        if (length == 0) {
            return new Values(size, 0, 0, NONE);
        }
        boolean exact = true;
        for (int i = from; i < from + length; i++) {
            exact &= variances[i] == 0;
        }
        double[] figures = new double[exact ? length : 2 * length];
        System.arraycopy(values, from, figures, 0, length);
        if (!exact) {
            System.arraycopy(variances, from, figures, length, length);
        }
        return new Values(size, from, length, figures);
    }

    /**
     * Estimates of two metrics that follow each other; the others are 0.
     *
     * @param size number of metrics
     * @param from the first of the two
     */
    public static Values estimates(
            int size, int from, double first, double second, double firstVariance, double secondVariance) {
        return first == 0 || second == 0 || firstVariance + secondVariance == 0
                ? of(at(size, from, first, second), at(size, from, firstVariance, secondVariance))
                : new Values(size, from, 2, new double[] {first, second, firstVariance, secondVariance});
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
        return new Values(metrics, 0, 0, NONE);
    }

    public double value(int metric) {
        int at = metric - from;
        return at < 0 || at >= length ? 0 : figures[at];
    }

    public double variance(int metric) {
        int at = metric - from;
        return at < 0 || at >= length || figures.length == length ? 0 : figures[length + at];
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
        return other instanceof Values that
                && size == that.size
                && from == that.from
                && length == that.length
                && Arrays.equals(figures, that.figures);
    }

    @Override
    public int hashCode() {
        return 31 * from + Arrays.hashCode(figures);
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

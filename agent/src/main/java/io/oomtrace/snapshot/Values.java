package io.oomtrace.snapshot;

import java.util.Arrays;

/**
 * One value, and the variance of its estimate, for each metric of a snapshot in the order of {@link Snapshot#metrics()}.
 *
 * <p>Immutable. Sums of independent estimates add up, and so do their variances.
 */
public abstract sealed class Values {
    /** Two-sided 95 % quantile of the normal distribution: half width of the interval over standard deviation. */
    private static final double Z95 = 1.959964;

    private Values() {}

    /**
     * Two metrics that follow each other; the others are 0. Of allocations, sites have one half of the metrics, and there
     * may be 200,000 of them: with an array each would take two thirds more.
     */
    private static final class Pair extends Values {
        private final byte size;
        private final byte from;
        private final double first;
        private final double second;
        private final double firstVariance;
        private final double secondVariance;

        Pair(int size, int from, double first, double second, double firstVariance, double secondVariance) {
            this.size = (byte) size;
            this.from = (byte) from;
            this.first = first;
            this.second = second;
            this.firstVariance = firstVariance;
            this.secondVariance = secondVariance;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public double value(int metric) {
            int at = metric - from;
            return at == 0 ? first : at == 1 ? second : 0;
        }

        @Override
        public double variance(int metric) {
            int at = metric - from;
            return at == 0 ? firstVariance : at == 1 ? secondVariance : 0;
        }
    }

    /** Any number of metrics. */
    private static final class Row extends Values {
        private final double[] values;
        private final double[] variances;

        Row(double[] values, double[] variances) {
            this.values = values.clone();
            this.variances = variances.clone();
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double value(int metric) {
            return values[metric];
        }

        @Override
        public double variance(int metric) {
            return variances[metric];
        }
    }

    /** @throws IllegalArgumentException when there are not as many of both */
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
        if (to - from > 2 || values.length > Byte.MAX_VALUE) {
            return new Row(values, variances);
        }
        if (from == to) {
            return zero(values.length);
        }
        boolean alone = to - from == 1;
        return new Pair(
                values.length,
                from,
                values[from],
                alone ? 0 : values[from + 1],
                variances[from],
                alone ? 0 : variances[from + 1]);
    }

    /**
     * Estimates of two metrics that follow each other; the others are 0.
     *
     * @param size number of metrics, 127 at most
     * @param from the first of the two
     */
    public static Values estimates(
            int size, int from, double first, double second, double firstVariance, double secondVariance) {
        return new Pair(size, from, first, second, firstVariance, secondVariance);
    }

    /** Values known exactly: no variance. */
    public static Values exact(double... values) {
        return of(values, new double[values.length]);
    }

    public static Values zero(int metrics) {
        return metrics > Byte.MAX_VALUE
                ? new Row(new double[metrics], new double[metrics])
                : new Pair(metrics, 0, 0, 0, 0, 0);
    }

    /** Number of metrics. */
    public abstract int size();

    /** In the metric's unit. */
    public abstract double value(int metric);

    /** In the square of the metric's unit; 0 if the value is known exactly. */
    public abstract double variance(int metric);

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

    public Values plus(Values other) {
        double[] values = new double[size()];
        double[] variances = new double[size()];
        for (int i = 0; i < size(); i++) {
            values[i] = value(i) + other.value(i);
            variances[i] = variance(i) + other.variance(i);
        }
        return of(values, variances);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Values that
                && Arrays.equals(values(), that.values())
                && Arrays.equals(variances(), that.variances());
    }

    @Override
    public final int hashCode() {
        return 31 * Arrays.hashCode(values()) + Arrays.hashCode(variances());
    }

    /** The values without their variances. */
    @Override
    public final String toString() {
        return Arrays.toString(values());
    }

    private double[] values() {
        double[] values = new double[size()];
        Arrays.setAll(values, this::value);
        return values;
    }

    private double[] variances() {
        double[] variances = new double[size()];
        Arrays.setAll(variances, this::variance);
        return variances;
    }
}

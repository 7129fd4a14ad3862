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

    private final double[] values;
    private final double[] variances;

    private Values(double[] values, double[] variances) {
        this.values = values;
        this.variances = variances;
    }

    public static Values of(double[] values, double[] variances) {
        if (values.length != variances.length) {
            throw new IllegalArgumentException(values.length + " values but " + variances.length + " variances");
        }
        return new Values(values.clone(), variances.clone());
    }

    /** Values known exactly: no variance. */
    public static Values exact(double... values) {
        return new Values(values.clone(), new double[values.length]);
    }

    public static Values zero(int metrics) {
        return new Values(new double[metrics], new double[metrics]);
    }

    public double value(int metric) {
        return values[metric];
    }

    public double variance(int metric) {
        return variances[metric];
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
        double variance = variances[metric];
        double averageWeight = values[metric] == 0 ? 0 : variance / values[metric];
        return Z95 * Math.sqrt(variance + Z95 * Z95 / 2 * averageWeight * averageWeight);
    }

    public int size() {
        return values.length;
    }

    public Values plus(Values other) {
        double[] sum = values.clone();
        double[] variance = variances.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.values[i];
            variance[i] += other.variances[i];
        }
        return new Values(sum, variance);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that
                && Arrays.equals(values, that.values)
                && Arrays.equals(variances, that.variances);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}

package io.oomtrace.snapshot;

import java.util.List;

/**
 * Adds up the values of sites so that parts make exactly the whole, in whatever order they are added. Not thread-safe.
 *
 * <p>Every value added is first rounded to what is shown of it: whole bytes, counts and nanoseconds, thousandths per second. Doubles
 * add such numbers without error up to 2<sup>53</sup>. Errors of estimates are added as variances and not rounded.
 */
final class Sum {
    private static final double RATE_STEPS = 1000;

    private final List<Metric> metrics;

    /** Of each metric the value in such steps, then the variances: there are many of these, so it is one array. */
    private final double[] figures;

    Sum(List<Metric> metrics) {
        this.metrics = metrics;
        this.figures = new double[2 * metrics.size()];
    }

    /** The sum of all their values. */
    static Values of(List<Metric> metrics, List<Site> sites) {
        Sum sum = new Sum(metrics);
        for (Site site : sites) {
            sum.add(site.values());
        }
        return sum.values();
    }

    void add(Values values) {
        int size = metrics.size();
        for (int i = 0; i < size; i++) {
            figures[i] += Math.rint(values.value(i) * stepsPerUnit(i));
            figures[size + i] += values.variance(i);
        }
    }

    /** In the metric's unit. */
    double value(int metric) {
        return figures[metric] / stepsPerUnit(metric);
    }

    Values values() {
        double[] values = new double[metrics.size()];
        double[] variances = new double[metrics.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
            variances[i] = figures[values.length + i];
        }
        return Values.of(values, variances);
    }

    private double stepsPerUnit(int metric) {
        return metrics.get(metric).unit() == Metric.Unit.PER_SECOND ? RATE_STEPS : 1;
    }
}

package io.oomtrace.snapshot;

import java.util.List;

/**
 * Adds up values so that parts make exactly the whole, in whatever order they are added.
 *
 * <p>Every value added is first rounded to what is shown of it: whole bytes and counts, thousandths per second. Doubles
 * add such numbers without error up to 2<sup>53</sup>. Errors of estimates are added as variances and not rounded.
 */
final class Sum {
    private static final double RATE_STEPS = 1000;

    private final List<Metric> metrics;
    private final double[] steps;
    private final double[] variances;

    Sum(List<Metric> metrics) {
        this.metrics = metrics;
        this.steps = new double[metrics.size()];
        this.variances = new double[metrics.size()];
    }

    void add(Values values) {
        for (int i = 0; i < steps.length; i++) {
            steps[i] += Math.rint(values.value(i) * stepsPerUnit(i));
            variances[i] += values.variance(i);
        }
    }

    Values values() {
        double[] values = new double[steps.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = steps[i] / stepsPerUnit(i);
        }
        return Values.of(values, variances);
    }

    private double stepsPerUnit(int metric) {
        return metrics.get(metric).unit() == Metric.Unit.PER_SECOND ? RATE_STEPS : 1;
    }
}

package io.oomtrace.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * Adds up the values of sites so that parts make exactly the whole, in whatever order they are added.
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

    /** The sum of all their values. */
    Values of(List<Site> sites) {
        Arrays.fill(steps, 0);
        Arrays.fill(variances, 0);
        for (Site site : sites) {
            add(site.values());
        }
        return values();
    }

    private void add(Values values) {
        for (int i = 0; i < steps.length; i++) {
            steps[i] += Math.rint(values.value(i) * stepsPerUnit(i));
            variances[i] += values.variance(i);
        }
    }

    private Values values() {
        for (int i = 0; i < steps.length; i++) {
            steps[i] /= stepsPerUnit(i);
        }
        return Values.of(steps, variances);
    }

    private double stepsPerUnit(int metric) {
        return metrics.get(metric).unit() == Metric.Unit.PER_SECOND ? RATE_STEPS : 1;
    }
}

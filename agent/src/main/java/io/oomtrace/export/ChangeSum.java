package io.oomtrace.export;

import io.oomtrace.snapshot.Change;
import io.oomtrace.snapshot.Values;

/** A change of one metric, as figures that can be added up. Immutable. */
final class ChangeSum {
    /** Of a change: value and variance of before, after, and what is common. */
    static final int FIGURES = 6;

    private final double[] figures;

    private ChangeSum(double... figures) {
        this.figures = figures;
    }

    static ChangeSum of(Change change, int metric) {
        return new ChangeSum(
                change.before().value(metric),
                change.before().variance(metric),
                change.after().value(metric),
                change.after().variance(metric),
                change.common().value(metric),
                change.common().variance(metric));
    }

    /** What its stacks add up to. */
    static ChangeSum of(FlameTree frame) {
        double[] sums = new double[FIGURES];
        for (int i = 0; i < FIGURES; i++) {
            sums[i] = frame.sum(i);
        }
        return new ChangeSum(sums);
    }

    double[] figures() {
        return figures.clone();
    }

    double before() {
        return figures[0];
    }

    double after() {
        return figures[2];
    }

    /** Half width of the 95 % interval of the difference. */
    double error() {
        return new Change(value(0), value(2), value(4)).error(0);
    }

    private Values value(int at) {
        return Values.of(new double[] {figures[at]}, new double[] {figures[at + 1]});
    }

    /** The larger of before and after, in such steps of the unit. */
    long width(int steps) {
        return Math.round(steps * Math.max(before(), after()));
    }
}

package io.oomtrace.snapshot;

/**
 * What a group was and what it has become.
 *
 * @param before its values in the first snapshot
 * @param after its values in the second
 * @param common what of them is estimated from the same samples in both, and so cannot differ by chance: objects that
 *     lived at both moments, and all that had been allocated by the first; zero if that is not known
 */
public record Change(Values before, Values after, Values common) {
    /** How much more it is. */
    public double difference(int metric) {
        return after.value(metric) - before.value(metric);
    }

    /**
     * Half width of the 95 % confidence interval of the difference, in the metric's unit. What came and what went are
     * estimates from different samples, so their errors add up as those of independent ones.
     */
    public double error(int metric) {
        return Math.hypot(without(before, metric), without(after, metric));
    }

    private double without(Values whole, int metric) {
        double value = Math.max(0, whole.value(metric) - common.value(metric));
        double variance = Math.max(0, whole.variance(metric) - common.variance(metric));
        return Values.of(new double[] {value}, new double[] {variance}).error(0);
    }

    /** Whether chance alone would make such a difference less than once in twenty times. */
    public boolean isCertain(int metric) {
        return difference(metric) != 0 && Math.abs(difference(metric)) > error(metric);
    }

    /** The way back. */
    public Change reversed() {
        return new Change(after, before, common);
    }
}

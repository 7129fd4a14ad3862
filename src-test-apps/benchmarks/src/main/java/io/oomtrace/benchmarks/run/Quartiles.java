package io.oomtrace.benchmarks.run;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Median and quartiles, interpolated linearly: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
 * 1996.
 */
public record Quartiles(double lower, double median, double upper) {
    /** @param values at least one */
    public static Quartiles of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** Of one measure of many runs. */
    public static <T> Quartiles of(List<T> runs, ToDoubleFunction<T> measure) {
        return of(runs.stream().mapToDouble(measure).boxed().toList());
    }

    /** {@code median (lower–upper)}. */
    public String text(int decimals) {
        String number = "%." + decimals + 'f';
        return String.format(Locale.ROOT, number + " (" + number + "–" + number + ')', median, lower, upper);
    }

    private static double quantile(List<Double> sorted, double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}

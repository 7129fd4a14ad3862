package io.oomtrace.benchmarks.run;

import java.util.List;

/** Median and quartiles, interpolated linearly: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996. */
public record Quartiles(double lower, double median, double upper) {
    /** @param values at least one */
    public static Quartiles of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    private static double quantile(List<Double> sorted, double share) {
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}

package io.oomtrace.benchmarks.accuracy;

/**
 * What a tool says of one site.
 *
 * @param error half width of the 95 % interval in bytes; not a number if the tool gives none
 */
record Estimate(double bytes, double error) {
    static Estimate withoutInterval(double bytes) {
        return new Estimate(bytes, Double.NaN);
    }
}

package io.oomtrace.fork;

/**
 * How far many estimates together are from the truth, in units of their own reported errors.
 *
 * <p>If estimates are normal and unbiased and the errors are what they say, the sum of squared deviations over variances
 * has a chi-squared distribution. One bound on the sum replaces a bound on each estimate, which would fail by chance the
 * more often the more estimates there are.
 */
final class ChiSquared {
    /** Half width of a 95 % interval in standard deviations. */
    private static final double Z95 = 1.959964;

    /** Quantile of the normal distribution that a correct estimator passes once in a million runs. */
    private static final double ONCE_IN_A_MILLION = 4.7534;

    private final StringBuilder terms = new StringBuilder();
    private double sum;
    private int degrees;

    /** @param error half width of the 95 % interval */
    void add(String what, double truth, double estimate, double error) {
        double z = (estimate - truth) / (error / Z95);
        sum += z * z;
        degrees++;
        terms.append(String.format(
                "%n%-20s truth %,15.0f estimate %,15.0f ± %,13.0f z %5.2f", what, truth, estimate, error, z));
    }

    double sum() {
        return sum;
    }

    /** The sum that is passed by chance once in a million; Wilson and Hilferty, 1931. */
    double bound() {
        double h = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - h + ONCE_IN_A_MILLION * Math.sqrt(h), 3);
    }

    @Override
    public String toString() {
        return terms.toString();
    }
}

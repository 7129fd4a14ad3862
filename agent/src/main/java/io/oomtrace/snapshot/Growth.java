package io.oomtrace.snapshot;

/**
 * How what lives has grown, by a straight line through a history.
 *
 * @param bytesPerSecond its slope
 * @param error half width of the slope's 95 % confidence interval; infinite if there are too few moments to tell
 * @param before bytes at the first moment
 * @param after bytes at the last
 */
public record Growth(double bytesPerSecond, double error, double before, double after) {
    /** Fewer moments do not make a line that can be told from chance. */
    static final int LEAST_MOMENTS = 4;

    private static final double Z95 = 1.959964;

    /** A process that keeps what it has would seem to have no independent moments at all. */
    private static final double MOST_CORRELATED = 0.9;

    /**
     * Least squares. What lives at one moment is much of what lived at the one before, so the residuals are not
     * independent: as many as there are count for n (1 − ρ) / (1 + ρ), with their correlation ρ at a distance of one
     * (Bayley and Hammersley, "The “Effective” Number of Independent Observations in an Autocorrelated Time Series",
     * 1946). What has come to live since the first moment is besides an estimate from samples, with an error of its
     * own: a single sample is no growth.
     *
     * @param variance of the estimate of the last value
     */
    static Growth of(double[] seconds, double[] bytes, double variance) {
        int n = seconds.length;
        if (n == 0) {
            return new Growth(0, Double.POSITIVE_INFINITY, 0, 0);
        }
        double meanTime = mean(seconds);
        double meanBytes = mean(bytes);
        double spread = 0;
        double together = 0;
        for (int i = 0; i < n; i++) {
            spread += (seconds[i] - meanTime) * (seconds[i] - meanTime);
            together += (seconds[i] - meanTime) * (bytes[i] - meanBytes);
        }
        if (n < LEAST_MOMENTS || spread == 0) {
            return new Growth(0, Double.POSITIVE_INFINITY, bytes[0], bytes[n - 1]);
        }
        double slope = together / spread;
        double squares = 0;
        double neighbours = 0;
        double last = 0;
        for (int i = 0; i < n; i++) {
            double residual = bytes[i] - meanBytes - slope * (seconds[i] - meanTime);
            squares += residual * residual;
            neighbours += residual * last;
            last = residual;
        }
        double correlation = squares == 0 ? 0 : Math.max(0, Math.min(MOST_CORRELATED, neighbours / squares));
        double ofLine = Z95 * Math.sqrt(squares / (n - 2) / spread * (1 + correlation) / (1 - correlation));
        double ofSamples =
                Values.of(new double[] {bytes[n - 1]}, new double[] {variance}).error(0)
                        / (seconds[n - 1] - seconds[0]);
        return new Growth(slope, Math.hypot(ofLine, ofSamples), bytes[0], bytes[n - 1]);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Whether it grows, and chance alone would make it seem so less than once in forty times. */
    public boolean isCertain() {
        return bytesPerSecond > error;
    }
}

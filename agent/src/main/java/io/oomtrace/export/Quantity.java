package io.oomtrace.export;

import io.oomtrace.snapshot.Metric;
import java.util.Locale;

/**
 * A value of a metric as people read it: {@code 111.9 MiB}, {@code 111.9 ± 2.1 MiB}, {@code 12,345}, {@code 0.3/s},
 * {@code 1.25 s}.
 *
 * @param error half width of the 95 % interval in the metric's unit; 0 when the value is exact or the error is not told
 */
record Quantity(double value, double error, Metric.Unit unit) {
    private static final String[] PREFIXES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int STEP = 1024;
    private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};
    private static final int TIME_STEP = 1000;

    @Override
    public String toString() {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        return switch (unit) {
            case BYTES -> bytes();
            case COUNT -> withError("%,.0f", 1, "");
            case NANOSECONDS -> time();
            case PER_SECOND -> withError(value == 0 || Math.abs(value) >= 1 ? "%,.1f" : "%.3f", 1, "/s");
        };
    }

    /** As the difference of two: with a plus where it is more than 0. */
    String signed() {
        return value > 0 ? '+' + toString() : toString();
    }

    /** In the unit of the larger of the two: so no error is shown in thousands of units. */
    private String bytes() {
        double larger = Math.max(Math.abs(value), error);
        if (larger < STEP) {
            return withError("%.0f", 1, " B");
        }
        int prefix = 0;
        double one = STEP;
        // A value that rounds to 1024.0 of one unit is shown as 1.0 of the next.
        while (larger / one >= STEP - 0.05 && prefix < PREFIXES.length - 1) {
            one *= STEP;
            prefix++;
        }
        return withError("%,.1f", one, ' ' + PREFIXES[prefix]);
    }

    /** In the unit of the larger of the two, as bytes are. */
    private String time() {
        double larger = Math.max(Math.abs(value), error);
        int unit = 0;
        double one = 1;
        while (larger / one >= TIME_STEP - 0.005 && unit < TIME_UNITS.length - 1) {
            one *= TIME_STEP;
            unit++;
        }
        return withError(unit == 0 ? "%.0f" : "%,.2f", one, ' ' + TIME_UNITS[unit]);
    }

    private String withError(String format, double one, String suffix) {
        String text = String.format(Locale.ROOT, format, value / one);
        if (error > 0) {
            text += " ± " + String.format(Locale.ROOT, format, error / one);
        }
        return text + suffix;
    }
}

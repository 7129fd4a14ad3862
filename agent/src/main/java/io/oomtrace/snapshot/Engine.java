package io.oomtrace.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What took the measurements.
 *
 * @param name {@code instrument}
 * @param recording false after a stop
 * @param figures its state by snake_case name in order of display: {@code interval_bytes}, {@code samples} …;
 *     {@link Long} if whole, {@link Double} if not
 */
public record Engine(String name, boolean recording, Map<String, Number> figures) {
    public Engine {
        Map<String, Number> copy = new LinkedHashMap<>();
        figures.forEach((figure, number) -> copy.put(figure, longIfWhole(number)));
        figures = Collections.unmodifiableMap(copy);
    }

    /** So that equal numbers are equal, whichever types they had. */
    private static Number longIfWhole(Number number) {
        double value = number.doubleValue();
        boolean real = number instanceof Double || number instanceof Float;
        if (real && (value != Math.rint(value) || Math.abs(value) >= 1L << 53)) {
            return value;
        }
        return number.longValue();
    }
}

package io.oomtrace.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What took the measurements.
 *
 * @param name {@code instrument}
 * @param recording false after a stop
 * @param figures its state by snake_case name in order of display: {@code interval_bytes}, {@code samples} …
 */
public record Engine(String name, boolean recording, Map<String, Number> figures) {
    public Engine {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}

package io.oomtrace.snapshot;

/**
 * A quantity sites are measured by, such as {@code live_bytes}.
 *
 * @param name snake_case, as in JSON and in {@code sort=}
 * @param estimated true when values carry an error ({@code <name>_error} in JSON)
 */
public record Metric(String name, Unit unit, boolean estimated) {
    public enum Unit {
        BYTES,
        COUNT,
        PER_SECOND,
        NANOSECONDS
    }
}

package io.oomtrace.snapshot;

/**
 * How much of a group one type is.
 *
 * @param type as in {@link Site#type()}
 * @param value of the metric the report is ordered by
 */
public record TypeShare(String type, double value) {}

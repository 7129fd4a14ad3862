package io.oomtrace.export.pprof;

/**
 * One of the values that every sample of a profile has.
 *
 * @param type what it is called in the profile, {@code inuse_space}
 * @param unit as pprof knows it: {@code bytes}, {@code count}, {@code nanoseconds}
 * @param metric the metric of the snapshot that it is, in that unit
 */
public record SampleType(String type, String unit, String metric) {}

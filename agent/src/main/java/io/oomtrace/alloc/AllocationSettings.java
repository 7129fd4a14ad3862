package io.oomtrace.alloc;

/**
 * @param intervalBytes mean bytes between samples as long as they are not too many
 * @param samplesPerSecond bound on samples of all threads together
 * @param maxLive objects tracked at once
 * @param maxSites distinct sites kept
 */
public record AllocationSettings(long intervalBytes, int samplesPerSecond, int maxLive, int maxSites) {}

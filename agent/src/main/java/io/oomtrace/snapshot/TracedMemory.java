package io.oomtrace.snapshot;

import java.time.Instant;

/**
 * What lives of all that is traced, and the most that has lived at once: the two numbers of tracemalloc's {@code
 * get_traced_memory()}.
 *
 * @param current one value, in bytes
 * @param peak likewise, at one of the looks that follow garbage collections, at most one a second; not below
 *     {@code current}
 * @param peakAt when that was
 * @param peakSince since when it is the most
 */
public record TracedMemory(Values current, Values peak, Instant peakAt, Instant peakSince) {}

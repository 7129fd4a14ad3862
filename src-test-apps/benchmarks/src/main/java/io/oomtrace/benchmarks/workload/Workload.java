package io.oomtrace.benchmarks.workload;

import java.io.IOException;

/**
 * Real work with libraries of others, the same in every iteration. An instance is used by one thread; it may use more
 * inside.
 */
public interface Workload extends AutoCloseable {
    /** Does the work once and returns a number that depends on all of it, the same each time. */
    long iterate() throws Exception;

    @Override
    default void close() throws IOException {}
}

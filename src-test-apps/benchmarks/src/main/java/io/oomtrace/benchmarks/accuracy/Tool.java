package io.oomtrace.benchmarks.accuracy;

import java.io.IOException;
import java.util.Map;

/** Watches one {@link KnowingProgram}. One thread. */
interface Tool extends AutoCloseable {
    String ALLOC = "alloc_bytes";
    String LIVE = "live_bytes";

    /** Begins anew, before the program runs. */
    void begin() throws IOException, InterruptedException;

    /** By metric and site, after the program has run; sites without a sample are missing. */
    Map<String, Map<String, Estimate>> estimates() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}

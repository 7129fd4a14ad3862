package io.oomtrace.thread;

/** What the JVM itself counts of platform threads: the measure of coverage. */
public interface ThreadCounters {
    long totalStarted();

    int live();
}

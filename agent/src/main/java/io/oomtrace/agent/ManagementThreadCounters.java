package io.oomtrace.agent;

import io.oomtrace.thread.ThreadCounters;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Thread counters from the platform's management bean. Any thread. */
final class ManagementThreadCounters implements ThreadCounters {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public long totalStarted() {
        return threads.getTotalStartedThreadCount();
    }

    @Override
    public int live() {
        return threads.getThreadCount();
    }
}

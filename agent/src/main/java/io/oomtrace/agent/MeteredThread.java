package io.oomtrace.agent;

import io.oomtrace.alloc.ManagementCounters;
import io.oomtrace.alloc.OwnThreads;
import io.oomtrace.instrument.CurrentThread;

/** The current thread, as the JVM counts for it. */
final class MeteredThread implements CurrentThread {
    @Override
    public long allocatedBytes() {
        return ManagementCounters.currentThread();
    }

    @Override
    public boolean isOwn() {
        return OwnThreads.isCurrent();
    }
}

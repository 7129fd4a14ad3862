package io.oomtrace.agent;

import io.oomtrace.alloc.AllocationSettings;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.StackDepth;
import java.lang.instrument.Instrumentation;

/** Has async-profiler, and all that is about it, loaded when somebody first asks for it. Any thread. */
final class ProfilerHost implements AutoCloseable {
    private final Instrumentation instrumentation;
    private final AllocationSettings settings;
    private final StackDepth depth;
    private AsyncProfiling profiling;

    ProfilerHost(Instrumentation instrumentation, AllocationSettings settings, StackDepth depth) {
        this.instrumentation = instrumentation;
        this.settings = settings;
        this.depth = depth;
    }

    synchronized AsyncProfiling get() {
        if (profiling == null) {
            profiling = new AsyncProfiling(instrumentation, settings, depth);
        }
        return profiling;
    }

    /** Null if nobody has asked. */
    synchronized AsyncProfiling ifAsked() {
        return profiling;
    }

    /** Bytes of tables in the heap. */
    long heapBytes(HeapSizes sizes) {
        AsyncProfiling asked = ifAsked();
        return asked == null ? 0 : asked.heapBytes(sizes);
    }

    @Override
    public synchronized void close() {
        if (profiling != null) {
            profiling.close();
        }
    }
}

package io.oomtrace.agent;

import io.oomtrace.hook.AllocationListener;
import io.oomtrace.hook.Allocations;
import io.oomtrace.hook.ThreadListener;
import io.oomtrace.hook.Threads;
import java.util.ArrayList;
import java.util.function.Supplier;

/**
 * Makes a known allocation and a known thread start, and tells whether the hooks in the JDK's classes fired.
 *
 * <p>Runs before recording starts. Another agent that replaces classes after us, or a JVM that refuses to change its
 * classes, would otherwise show as empty tables.
 */
final class HookProbe {
    /** The array inside the list made by {@link #allocationFires}: a length nobody else uses. */
    private static final int LENGTH = 100_003;

    private HookProbe() {}

    private static final class AllocationProbe implements AllocationListener {
        private final Supplier<Object> topOfStack;
        private volatile boolean fired;

        AllocationProbe(Supplier<Object> topOfStack) {
            this.topOfStack = topOfStack;
        }

        @Override
        public long budget(int slot) {
            return Allocations.budget(1, 0);
        }

        @Override
        public void sampled(Object passed, long bytes, int tag) {
            Object allocated = passed != null ? passed : topOfStack.get();
            if (allocated instanceof Object[] array && array.length == LENGTH) {
                fired = true;
            }
        }
    }

    private static final class ThreadProbe implements ThreadListener {
        private final Thread expected;
        private volatile boolean started;
        private volatile boolean ended;

        ThreadProbe(Thread expected) {
            this.expected = expected;
        }

        @Override
        public void starting(Thread thread) {
            started |= thread == expected;
        }

        @Override
        public void ended(Thread thread) {
            ended |= thread == expected;
        }

        @Override
        public void executorCreated(Object executor) {}

        @Override
        public void executorShutdown(Object executor) {}
    }

    /** @param topOfStack finds the allocated object where the hook is not given it */
    static boolean allocationFires(Supplier<Object> topOfStack) {
        AllocationProbe probe = new AllocationProbe(topOfStack);
        Allocations.setListener(probe);
        try {
            return new ArrayList<>(LENGTH).isEmpty() && probe.fired;
        } finally {
            Allocations.setListener(null);
        }
    }

    static boolean threadStartFires() throws InterruptedException {
        Thread thread = new Thread("oomtrace-probe");
        thread.setDaemon(true);
        ThreadProbe probe = new ThreadProbe(thread);
        Threads.setListener(probe);
        try {
            thread.start();
            thread.join();
            return probe.started && probe.ended;
        } finally {
            Threads.setListener(null);
        }
    }
}

package io.oomtrace.agent;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/**
 * Classes the JVM has loaded in a span of time.
 *
 * @param classes how many, arrays included
 * @param unmeasured those of them whose metadata is not in {@code metaspace}
 * @param metaspace bytes committed for the metadata of the others; 0 if the JVM does not say
 */
record LoadedClasses(int classes, int unmeasured, long metaspace) {
    private static final String METASPACE = "Metaspace";

    /** What is loaded from a moment on. */
    static final class Growth {
        private final Instrumentation instrumentation;
        private final int before;
        private final int whenMeasured;
        private final long metaspace;

        Growth(Instrumentation instrumentation) {
            this.instrumentation = instrumentation;
            this.before = instrumentation.getAllLoadedClasses().length;
            this.metaspace = committedMetaspace(); // which loads classes itself
            this.whenMeasured = instrumentation.getAllLoadedClasses().length;
        }

        LoadedClasses soFar() {
            return new LoadedClasses(
                    instrumentation.getAllLoadedClasses().length - before,
                    whenMeasured - before,
                    committedMetaspace() - metaspace);
        }
    }

    private static long committedMetaspace() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals(METASPACE)) {
                return pool.getUsage().getCommitted();
            }
        }
        return 0;
    }
}

package io.oomtrace.agent;

import io.oomtrace.internals.InternalUnsafe;
import io.oomtrace.internals.Internals;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Defines the classes of {@code io.oomtrace.hook} in the bootstrap loader, where instrumented JDK classes find them.
 *
 * <p>They are defined one by one through {@code jdk.internal.misc.Unsafe.defineClass}, which {@link
 * Instrumentation#redefineModule} opens to us. {@code appendToBootstrapClassLoaderSearch} would make the JVM give up
 * class data sharing for application classes and print a warning into the application's output.
 */
final class BootstrapHooks {
    private static final String PACKAGE = "io.oomtrace.hook.";
    private static final String[] CLASSES = {
        "AllocationListener",
        "JvmSampleListener",
        "ThreadListener",
        "ObjectSizes",
        "ThreadId",
        "HttpServerLogger",
        "Allocations",
        "JvmSamples",
        "ExactAllocations",
        "LastAct",
        "Threads"
    };

    private BootstrapHooks() {}

    /** Defines them, unless an earlier load of the agent did. */
    static void install(Instrumentation instrumentation) throws Exception {
        if (isDefined("Threads")) {
            return;
        }
        export(instrumentation, BootstrapHooks.class.getModule());
        InternalUnsafe unsafe = new InternalUnsafe(new Internals(instrumentation));
        for (String name : CLASSES) {
            if (!isDefined(name)) {
                byte[] bytes = name.equals("ThreadId") ? ThreadIdClass.bytes(threadIdOffset(unsafe)) : read(name);
                export(instrumentation, unsafe.defineInBootstrapLoader(bytes).getModule());
            }
        }
    }

    private static void export(Instrumentation instrumentation, Module to) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of("jdk.internal.misc", Set.of(to)),
                Map.of("java.util.concurrent", Set.of(to)),
                Set.of(),
                Map.of());
    }

    /** Offset of {@code Thread.tid}, or -1 where {@code Thread.threadId()} makes it needless. */
    private static long threadIdOffset(InternalUnsafe unsafe) throws ReflectiveOperationException {
        return Runtime.version().feature() >= ThreadIdClass.THREAD_ID_METHOD_SINCE
                ? -1
                : unsafe.offset(Thread.class, "tid");
    }

    private static boolean isDefined(String name) {
        try {
            Class.forName(PACKAGE + name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static byte[] read(String name) throws IOException {
        String file = (PACKAGE + name).replace('.', '/') + ".class";
        try (InputStream in = BootstrapHooks.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the jar lacks " + file);
            }
            return in.readAllBytes();
        }
    }
}

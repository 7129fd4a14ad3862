package io.oomtrace.instrument;

import java.util.Arrays;

/**
 * Classes whose allocations are not instrumented: the hook calls them, or the JVM calls them where no call of ours may
 * run (while it links an invokedynamic, processes references, attaches a thread, walks a stack).
 */
final class Untouchable {
    /** Sorted. */
    private static final String[] PREFIXES = {
        "com/sun/management/internal/", // whose counters are read around every transformation
        "io/oomtrace/agent/Premain", // and its loader: all of ours that is on the class path
        "io/oomtrace/hook/",
        "java/lang/BaseVirtualThread",
        "java/lang/Class", // and ClassLoader, ClassValue
        "java/lang/LiveStackFrame",
        "java/lang/Object",
        "java/lang/Oomtrace", // what of ours is in that package
        "java/lang/StackFrameInfo",
        "java/lang/StackStreamFactory",
        "java/lang/StackTraceElement",
        "java/lang/StackWalker",
        "java/lang/System",
        "java/lang/Thread", // and ThreadLocal, ThreadGroup, ThreadBuilders
        "java/lang/VirtualThread",
        "java/lang/instrument/",
        "java/lang/invoke/",
        "java/lang/management/",
        "java/lang/ref/",
        "java/lang/reflect/Array", // native: what it allocates is counted where it is called
        "java/util/concurrent/atomic/",
        "java/util/concurrent/locks/",
        "jdk/internal/event/", // while it records, JDK 25 warns on standard output when these are retransformed
        "jdk/internal/loader/",
        "jdk/internal/misc/",
        "jdk/internal/reflect/",
        "jdk/internal/vm/",
        "jdk/jfr/events/", // likewise
        "sun/instrument/",
        "sun/management/",
    };

    /** They read class files, which is most of what a program allocates while it starts, and do nothing else. */
    private static final String[] TOUCHABLE = {
        "jdk/internal/loader/Resource", "jdk/internal/loader/URLClassPath",
    };

    private Untouchable() {}

    /** @param name internal name, with slashes */
    static boolean contains(String name) {
        return startsWithOneOf(PREFIXES, name) && !startsWithOneOf(TOUCHABLE, name);
    }

    /** Of sorted prefixes none of which begins with another, only the last one before a name can be one of it. */
    private static boolean startsWithOneOf(String[] prefixes, String name) {
        int found = Arrays.binarySearch(prefixes, name);
        return found >= 0 || found < -1 && name.startsWith(prefixes[-found - 2]);
    }
}

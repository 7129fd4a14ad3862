package io.oomtrace.stack;

/** Tells virtual threads, which are there from JDK 21, without loading their class where there are none. */
public final class VirtualThreads {
    private static final String VIRTUAL = "java.lang.VirtualThread";
    private static final String BOUND = "java.lang.ThreadBuilders$BoundVirtualThread";

    /** The class of those seen so far, so that most are told without a look at the name. */
    private static Class<?> seen;

    private VirtualThreads() {}

    /**
     * Whether a thread is one that takes turns on others, of which there may be millions. No application can override its
     * {@code getId}.
     */
    public static boolean isOne(Thread thread) {
        Class<?> type = thread.getClass();
        if (type == seen) {
            return true;
        }
        if (type == Thread.class || !type.getName().equals(VIRTUAL)) {
            return false;
        }
        seen = type;
        return true;
    }

    /** Whether it says it is virtual, even if it is bound to one of the system's. */
    public static boolean isCalledOne(Thread thread) {
        return isOne(thread) || thread.getClass().getName().equals(BOUND);
    }
}

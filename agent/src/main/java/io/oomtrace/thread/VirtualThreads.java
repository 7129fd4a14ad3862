package io.oomtrace.thread;

/** Tells virtual threads, which are there from JDK 21. */
final class VirtualThreads {
    /** Whose {@code getId} no application can override; null where there is none. */
    private static final Class<?> VIRTUAL = find();

    private VirtualThreads() {}

    private static Class<?> find() {
        try {
            return Class.forName("java.lang.VirtualThread", false, null);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Whether a thread is one that takes turns on others, of which there may be millions. */
    static boolean isOne(Thread thread) {
        return thread.getClass() == VIRTUAL;
    }

    /** Whether it says it is virtual, even if it is bound to one of the system's. */
    static boolean isCalledOne(Thread thread) {
        return isOne(thread) || thread.getClass().getName().equals("java.lang.ThreadBuilders$BoundVirtualThread");
    }
}

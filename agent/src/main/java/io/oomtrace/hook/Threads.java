package io.oomtrace.hook;

/**
 * Called by instrumented JDK code when threads start and end and when executors are created and shut down. MUST be
 * loaded by the bootstrap loader. Never throws; takes no lock itself.
 */
public final class Threads {
    private static volatile ThreadListener listener;
    private static volatile long failures;

    private Threads() {}

    public static void setListener(ThreadListener newListener) {
        listener = newListener;
    }

    /** Calls of the listener that ended in an exception. */
    public static long failures() {
        return failures;
    }

    /** Id of the current thread, without calling what an application can override. */
    public static long currentId() {
        return ThreadId.current();
    }

    /** On the starting thread, before the new thread can run. */
    public static void starting(Thread thread) {
        ThreadListener current = listener;
        if (current != null) {
            try {
                current.starting(thread);
            } catch (Throwable t) {
                failures++;
            }
        }
    }

    /** On the ending thread, as its last act. */
    public static void ended(Thread thread) {
        ThreadListener current = listener;
        if (current != null) {
            try {
                current.ended(thread);
            } catch (Throwable t) {
                failures++;
            }
        }
    }

    /** At the end of the constructor of an executor, timer or cleaner. */
    public static void executorCreated(Object executor) {
        ThreadListener current = listener;
        if (current != null) {
            try {
                current.executorCreated(executor);
            } catch (Throwable t) {
                failures++;
            }
        }
    }

    /** When an executor is told to shut down; again on every further call. */
    public static void executorShutdown(Object executor) {
        ThreadListener current = listener;
        if (current != null) {
            try {
                current.executorShutdown(executor);
            } catch (Throwable t) {
                failures++;
            }
        }
    }
}

package io.oomtrace.hook;

/**
 * The current thread's id, without calling anything an application can override.
 *
 * <p>This is the source's form, used in unit tests. The agent defines a class of this name with one of two other
 * bodies: {@code Thread.threadId()}, which is final, on JDK 19 and later; a read of {@code Thread.tid} before.
 */
final class ThreadId {
    private ThreadId() {}

    @SuppressWarnings("deprecation") // getId() is overridable: why the agent replaces this class
    static long current() {
        return Thread.currentThread().getId();
    }
}

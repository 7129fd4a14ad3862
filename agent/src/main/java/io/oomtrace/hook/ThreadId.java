package io.oomtrace.hook;

/**
 * A number of the current thread, without calling anything an application can override.
 *
 * <p>This is the source's form, used in unit tests. The agent defines a class of this name with one of two other
 * bodies: the id of the thread that carries the current one on JDK 21 and later; a read of {@code Thread.tid} before.
 */
final class ThreadId {
    private ThreadId() {}

    @SuppressWarnings("deprecation") // getId() is overridable: why the agent replaces this class
    static long current() {
        return Thread.currentThread().getId();
    }
}

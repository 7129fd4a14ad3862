package io.oomtrace.hook;

/** Takes what {@link Threads} is told. Called on application threads, on any of them at once; must not block. */
public interface ThreadListener {
    void starting(Thread thread);

    void ended(Thread thread);

    void executorCreated(Object executor);

    void executorShutdown(Object executor);
}

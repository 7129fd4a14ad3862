package io.oomtrace.instrument;

/** What a transformer asks about the thread it runs on. Called on any thread. */
public interface CurrentThread {
    /** Bytes it has allocated so far. */
    long allocatedBytes();

    /** Whether it is one of this tool's. */
    boolean isOwn();
}

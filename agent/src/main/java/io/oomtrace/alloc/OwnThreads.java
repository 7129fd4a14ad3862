package io.oomtrace.alloc;

/** The threads of the agent, by their names. */
final class OwnThreads {
    static final String PREFIX = "oomtrace-";

    private OwnThreads() {}

    static boolean isCurrent() {
        return Thread.currentThread().getName().startsWith(PREFIX);
    }
}

package io.oomtrace.alloc;

/** The threads of the agent, by their names. */
public final class OwnThreads {
    public static final String PREFIX = "oomtrace-";

    private OwnThreads() {}

    public static boolean isCurrent() {
        return Thread.currentThread().getName().startsWith(PREFIX);
    }
}

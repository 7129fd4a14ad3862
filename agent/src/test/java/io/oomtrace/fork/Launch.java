package io.oomtrace.fork;

/** How the agent gets into a program. */
public enum Launch {
    /** With {@code -javaagent}. */
    STARTED,
    /** Into the running program, once it says it is ready. */
    ATTACHED
}

package io.oomtrace.asyncprofiler;

import java.io.IOException;

/** async-profiler's one way in: commands in the form of its agent options. Any thread. */
interface Profiler {
    /**
     * @throws IllegalStateException with what async-profiler says, when it cannot be done now
     * @throws IllegalArgumentException with what it says, when the command is none
     */
    String execute(String command) throws IOException;

    /** How many samples it has taken since it was last started. */
    long samples();
}

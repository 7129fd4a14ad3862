package io.oomtrace.asyncprofiler;

/** async-profiler records one thing at a time, and somebody has it; {@link #getMessage()} says for what, for people. */
public final class BusyException extends Exception {
    BusyException(String user) {
        super("async-profiler is used for " + user + " already, and can do one thing at a time.");
    }
}

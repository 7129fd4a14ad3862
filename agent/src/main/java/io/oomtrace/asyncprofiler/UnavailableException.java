package io.oomtrace.asyncprofiler;

/** async-profiler cannot be used in this JVM; {@link #getMessage()} says why, for people. */
public final class UnavailableException extends Exception {
    UnavailableException(String why) {
        super(why);
    }

    UnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}

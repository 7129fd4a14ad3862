package io.oomtrace.jvmti;

/** The JVM's sampler cannot be used; {@link #getMessage()} says why, for people. */
public final class UnavailableException extends Exception {
    UnavailableException(String why) {
        super(why);
    }

    UnavailableException(String why, Throwable cause) {
        super(why, cause);
    }
}

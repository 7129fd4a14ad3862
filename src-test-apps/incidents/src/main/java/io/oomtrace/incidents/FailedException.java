package io.oomtrace.incidents;

/** Says in one sentence why an incident cannot go on and what to do; ends the program with an exit code that is not 0. */
public final class FailedException extends RuntimeException {
    private final int exitCode;

    /** With exit code 1. */
    public FailedException(String sentence) {
        this(sentence, 1);
    }

    public FailedException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}

package io.oomtrace.incidents;

/** Says in one sentence what is wrong with a command line and what would be right; ends the program with exit code 2. */
public final class UsageException extends RuntimeException {
    public UsageException(String sentence) {
        super(sentence);
    }
}

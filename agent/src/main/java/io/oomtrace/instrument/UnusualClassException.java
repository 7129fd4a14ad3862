package io.oomtrace.instrument;

/** A class file that {@link ClassPatcher} leaves to ASM: it has something that compilers seldom write. */
final class UnusualClassException extends RuntimeException {
    static final UnusualClassException INSTANCE = new UnusualClassException();

    private UnusualClassException() {
        super(null, null, false, false);
    }
}

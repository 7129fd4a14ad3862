package io.oomtrace.instrument;

/** A method that instrumentation would make too long to compile or to load. */
final class MethodTooLongException extends RuntimeException {
    private final int method;

    MethodTooLongException(int method) {
        super(null, null, false, false);
        this.method = method;
    }

    /** Index of the method in its class. */
    int method() {
        return method;
    }
}

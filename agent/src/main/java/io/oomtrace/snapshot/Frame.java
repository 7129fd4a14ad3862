package io.oomtrace.snapshot;

/**
 * One frame of a call stack, as {@link StackTraceElement} would print it.
 *
 * @param className binary name with dots, {@code java.util.ArrayList}
 * @param methodName simple name, {@code <init>} for constructors
 * @param fileName source file without folder; empty when the class file names none
 * @param line source line; {@link #UNKNOWN_LINE} or {@link #NATIVE_LINE} when there is none
 */
public record Frame(String className, String methodName, String fileName, int line) {
    public static final int UNKNOWN_LINE = -1;
    public static final int NATIVE_LINE = -2;
}

package io.oomtrace.snapshot;

/**
 * One frame of a call stack, as {@link StackTraceElement} would print it.
 *
 * @param className binary name with dots, {@code java.util.ArrayList}; of native code its library in parentheses, {@code
 *     (libz.so)}
 * @param methodName simple name, {@code <init>} for constructors; of native code the function
 * @param fileName source file without folder; empty when the class file names none
 * @param line source line; {@link #UNKNOWN_LINE} or {@link #NATIVE_LINE} when there is none
 * @param module name of the class's module, or of the jar or folder an unnamed one was loaded from; empty if unknown
 */
public record Frame(String className, String methodName, String fileName, int line, String module)
        implements Comparable<Frame> {
    public static final int UNKNOWN_LINE = -1;
    public static final int NATIVE_LINE = -2;

    /** Stands for a line of code where a stack has no frame at all, as of threads that native code attached. */
    public static final Frame NONE = new Frame("(no Java frame)", "", "", UNKNOWN_LINE);

    /** One of an unknown module. */
    public Frame(String className, String methodName, String fileName, int line) {
        this(className, methodName, fileName, line, "");
    }

    /**
     * One of native code.
     *
     * @param library file without folder, {@code libz.so}; empty if unknown
     */
    public static Frame ofNative(String library, String function) {
        return new Frame('(' + (library.isEmpty() ? "native" : library) + ')', function, "", UNKNOWN_LINE, library);
    }

    /** Whether it is native code, or no code at all, and has neither class nor package nor file. */
    public boolean isNative() {
        return className.startsWith("(");
    }

    /** With dots; empty for a class of the unnamed package. */
    public String packageName() {
        if (isNative()) {
            return className;
        }
        // A hidden class is called com.acme.Main$$Lambda/0x00007f01: nothing after the slash is package.
        int slash = className.indexOf('/');
        int dot = className.lastIndexOf('.', slash < 0 ? className.length() : slash);
        return dot < 0 ? "" : className.substring(0, dot);
    }

    /**
     * Where the source would be under a source folder, {@code com/acme/Cache.java}; for a class that names no source
     * file, its class file: {@code com/acme/Cache$1.class}.
     */
    public String path() {
        if (isNative()) {
            return className;
        }
        String folder = packageName();
        if (fileName.isEmpty()) {
            return className.replace('.', '/') + ".class";
        }
        return folder.isEmpty() ? fileName : folder.replace('.', '/') + '/' + fileName;
    }

    // By hand: a record's own are linked when they are first called, which may be while a thread is being started.

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Frame that
                        && line == that.line
                        && methodName.equals(that.methodName)
                        && className.equals(that.className)
                        && fileName.equals(that.fileName)
                        && module.equals(that.module);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * className.hashCode() + methodName.hashCode()) + fileName.hashCode()) + line;
    }

    /** By class, method, line and the rest. */
    @Override
    public int compareTo(Frame other) {
        if (this == other) {
            return 0;
        }
        int order = className.compareTo(other.className);
        order = order != 0 ? order : methodName.compareTo(other.methodName);
        order = order != 0 ? order : Integer.compare(line, other.line);
        order = order != 0 ? order : fileName.compareTo(other.fileName);
        return order != 0 ? order : module.compareTo(other.module);
    }

    /** {@code com.acme.Cache.put}; of native code {@code (libz.so) deflateInit2_}. */
    public String qualifiedMethod() {
        if (isNative()) {
            return methodName.isEmpty() ? className : className + ' ' + methodName;
        }
        return className + '.' + methodName;
    }

    /** As in a printed stack trace: {@code com.acme.Cache.put(Cache.java:42)}; of native code {@code (libz.so) deflateInit2_}. */
    @Override
    public String toString() {
        if (isNative()) {
            return qualifiedMethod();
        }
        return new StackTraceElement(className, methodName, fileName.isEmpty() ? null : fileName, line).toString();
    }
}

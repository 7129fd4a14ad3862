package io.oomtrace.instrument;

/**
 * Where a class that is counted exactly allocates, and what. Two of the same place and type in one line are one.
 *
 * @param className binary name with dots
 * @param fileName of its source; empty when the class file does not tell
 * @param line of the source; -1 when the class file does not tell
 * @param type internal name of what is allocated, arrays as descriptors; empty if whatever a call returns
 */
public record ExactSite(String className, String methodName, String fileName, int line, String type) {
    // By hand: a record's own are linked when they are first called, which would be while a class is being loaded.

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactSite that
                && line == that.line
                && methodName.equals(that.methodName)
                && type.equals(that.type)
                && className.equals(that.className)
                && fileName.equals(that.fileName);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * className.hashCode() + methodName.hashCode()) + type.hashCode()) + line;
    }
}

package io.oomtrace.export;

import java.util.regex.Pattern;

/**
 * Makes names of code fit a width. First a source file that the class name tells already goes, {@code Lru.put:42} for
 * {@code Lru.put(Lru.java:42)}; then packages from the left become their initials, {@code c.a.cache.Lru.put:42}; if
 * that is not enough, the middle becomes an ellipsis. The end, class and line, says most and goes last.
 */
final class ShortName {
    private static final char ELLIPSIS = '…';

    /** Class, perhaps nested, with method; then the file named like the top-level class. */
    private static final Pattern FILE_OF_CLASS =
            Pattern.compile("((?:.*\\.)?(\\w+)(?:\\$[^.]*)?\\.[^.(]+)\\(\\2\\.\\w+:(\\d+)\\)");

    private final int width;

    ShortName(int width) {
        this.width = width;
    }

    /** @param name of a frame, method, class, package or file, or any text */
    String of(String name) {
        if (name.length() <= width) {
            return name;
        }
        String shorter = FILE_OF_CLASS.matcher(name).replaceFirst("$1:$3");
        int from = 0;
        while (shorter.length() > width) {
            int end = endOfPackage(shorter, from);
            if (end < 0) {
                return withoutMiddle(shorter);
            }
            shorter = shorter.substring(0, from + 1) + shorter.substring(end);
            from += 2;
        }
        return shorter;
    }

    /** End of the package segment that starts at {@code from}; -1 when that is a class or the last segment. */
    private static int endOfPackage(String name, int from) {
        if (from >= name.length() || !Character.isLowerCase(name.charAt(from))) {
            return -1;
        }
        int end = from;
        while (end < name.length() && Character.isJavaIdentifierPart(name.charAt(end))) {
            end++;
        }
        boolean separated = end < name.length() && (name.charAt(end) == '.' || name.charAt(end) == '/');
        return separated ? end : -1;
    }

    private String withoutMiddle(String name) {
        int head = (width - 1) / 3;
        int tail = width - 1 - head;
        return name.substring(0, head) + ELLIPSIS + name.substring(name.length() - tail);
    }
}

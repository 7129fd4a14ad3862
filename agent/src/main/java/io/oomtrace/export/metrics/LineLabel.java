package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The value of the label {@code line}: what tables show, {@code com.acme.Cache.put(Cache.java:42)}, in at most {@value
 * #MOST_LETTERS} letters. Of a longer name the middle gives way to a checksum of the whole, so that two of them stay two.
 */
final class LineLabel {
    static final int MOST_LETTERS = 200;

    private static final int HEAD = 90;
    private static final int TAIL = MOST_LETTERS - HEAD - "…12345678…".length();

    private LineLabel() {}

    /** The frame that stands for all that are written like this one: of the same class, method, file and line. */
    static Frame line(Frame frame) {
        boolean isNative = frame.line() == Frame.NATIVE_LINE;
        String file = isNative ? "" : frame.fileName();
        int line =
                isNative ? Frame.NATIVE_LINE : file.isEmpty() || frame.line() < 0 ? Frame.UNKNOWN_LINE : frame.line();
        boolean standsForAll = frame.module().isEmpty() && file.equals(frame.fileName()) && line == frame.line();
        return standsForAll ? frame : new Frame(frame.className(), frame.methodName(), file, line);
    }

    static String of(Frame line) {
        String name = printable(line.toString());
        if (name.length() <= MOST_LETTERS) {
            return name;
        }
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        String shortened = name.substring(0, HEAD)
                + '…'
                + String.format(Locale.ROOT, "%08x", checksum.getValue())
                + '…'
                + name.substring(name.length() - TAIL);
        return printable(shortened);
    }

    /** Names may have any letters but a few; half a surrogate pair cannot be sent, and nobody can read a control. */
    private static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE ? '?' : point)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}

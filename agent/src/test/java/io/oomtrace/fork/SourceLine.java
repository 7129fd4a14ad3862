package io.oomtrace.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Line numbers by the comment that ends the line, so that tests name lines and editing moves no numbers. */
public record SourceLine(String file, int number) {
    /**
     * The line of {@code source} that ends with {@code // marker}.
     *
     * @throws AssertionError when there is none or more than one
     */
    public static SourceLine marked(Path source, String marker) {
        List<String> lines;
        try {
            lines = Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] found = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).endsWith("// " + marker))
                .toArray();
        if (found.length != 1) {
            throw new AssertionError(found.length + " lines of " + source + " end with // " + marker);
        }
        return new SourceLine(source.getFileName().toString(), found[0] + 1);
    }

    /** The same in whichever file below {@code folder} has the marker. */
    public static SourceLine markedBelow(Path folder, String marker) {
        try (var files = Files.walk(folder)) {
            List<Path> holders = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> contains(file, "// " + marker))
                    .toList();
            if (holders.size() != 1) {
                throw new AssertionError("// " + marker + " is in " + holders);
            }
            return marked(holders.get(0), marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a frame ends: {@code (Cache.java:42)}. */
    public String inParentheses() {
        return "(" + file + ":" + number + ")";
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

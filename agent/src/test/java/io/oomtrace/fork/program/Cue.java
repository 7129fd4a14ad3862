package io.oomtrace.fork.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where a program and the test that runs it wait for each other: the program prints a line and reads one. */
final class Cue {
    private static final BufferedReader INPUT =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Cue() {}

    /**
     * Prints {@code line} and waits for a line.
     *
     * @return that line; {@code null} when standard input was closed
     */
    static String await(String line) {
        System.out.println(line);
        System.out.flush();
        return next();
    }

    static String next() {
        try {
            return INPUT.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

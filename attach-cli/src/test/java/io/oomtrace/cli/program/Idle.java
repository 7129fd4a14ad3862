package io.oomtrace.cli.program;

import java.io.IOException;

/** Says {@code ready} and does nothing until its standard input is closed. */
public final class Idle {
    private Idle() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Wait for the end of input.
        }
        System.exit(0);
    }
}

package io.oomtrace.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many classes are done: a line that overwrites itself on a terminal, one line at the end elsewhere. One thread. */
final class ProgressLine {
    private final PrintWriter out;
    private final String verb;
    private final boolean terminal;
    private String shown = "";

    ProgressLine(PrintWriter out, String verb, boolean terminal) {
        this.out = out;
        this.verb = verb;
        this.terminal = terminal;
    }

    static ProgressLine onStandardError(PrintWriter out, String verb) {
        return new ProgressLine(out, verb, standardErrorIsTerminal());
    }

    void show(long done, long total) {
        shown = verb + " " + done + " of " + total + " classes";
        if (terminal) {
            out.print("\r" + shown);
            out.flush();
        }
    }

    /** Ends the line, if there is one. */
    void end() {
        if (!shown.isEmpty()) {
            out.println(terminal ? "" : shown);
            out.flush();
            shown = "";
        }
    }

    /**
     * Java asks about standard input and output only, so look where the descriptor leads; elsewhere than on Linux,
     * no.
     */
    private static boolean standardErrorIsTerminal() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString().matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

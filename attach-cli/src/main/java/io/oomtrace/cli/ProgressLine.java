package io.oomtrace.cli;

import java.io.PrintWriter;

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
        return new ProgressLine(out, verb, Terminal.isAt(Terminal.ERROR));
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
}

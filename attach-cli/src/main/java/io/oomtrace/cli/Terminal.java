package io.oomtrace.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody sits there. */
final class Terminal {
    static final int INPUT = 0;
    static final int ERROR = 2;

    private Terminal() {}

    /**
     * Java asks about standard input and output together only, so look where the descriptor leads; elsewhere than on
     * Linux, no.
     */
    static boolean isAt(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString()
                    .matches("/dev/(pts/.*|tty.*|console)");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

package io.oomtrace.incidents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether the end of standard input is somebody's wish that the program ends.
 *
 * <p>It is for a pipe or a socket: the other end was closed or died. It is not for {@code /dev/null} and files, which
 * are at their end from the start (a service manager, {@code docker run} without {@code -i}, a background job of a
 * script); there only a signal or {@code --hold-seconds} ends the program. A terminal is left alone, because reading it
 * would stop a background job with SIGTTIN, and Ctrl-C is at hand.
 */
final class StandardInput {
    private StandardInput() {}

    static boolean endIsAWish() {
        return endIsAWish(Path.of("/proc/self/fd/0"));
    }

    /** @param descriptor the kernel's link for an open file, such as {@code /proc/self/fd/0}; see proc(5) */
    static boolean endIsAWish(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException e) {
            return false; // No /proc or a closed descriptor: signals only.
        }
    }
}

package io.oomtrace.cli.jvm;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code /proc/PID/status} says of a process, see proc_pid_status(5).
 *
 * @param uid effective user id
 * @param namespacePid the pid the process itself sees: another one than ours if it is in a container
 * @param catchesQuit whether it has a handler for SIGQUIT, which kills a process that has none
 */
public record ProcessStatus(long uid, long namespacePid, boolean catchesQuit) {
    private static final int SIGQUIT = 3;

    /** Kernels before 4.1 have no {@code NSpid}: then it is {@code pid}. */
    static ProcessStatus parse(long pid, List<String> lines) {
        long uid = -1;
        long namespacePid = pid;
        boolean catchesQuit = false;
        for (String line : lines) {
            String[] fields = line.split("\\s+");
            switch (fields[0]) {
                case "Uid:" -> uid = Long.parseLong(fields[2]);
                case "NSpid:" -> namespacePid = Long.parseLong(fields[fields.length - 1]);
                case "SigCgt:" -> catchesQuit = (Long.parseUnsignedLong(fields[1], 16) & 1L << (SIGQUIT - 1)) != 0;
                default -> {}
            }
        }
        return new ProcessStatus(uid, namespacePid, catchesQuit);
    }

    /** Whether {@code file}, not what it may link to, belongs to the user the process runs as. */
    public boolean owns(Path file) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(file, "unix:uid", NOFOLLOW_LINKS)) == uid;
    }

    /** Whether both run as the same user. */
    public boolean sameUser(ProcessStatus other) {
        return uid == other.uid;
    }

    /** Gives {@code file} to the user the process runs as, which only root may do. */
    public void own(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", (int) uid, NOFOLLOW_LINKS);
    }
}

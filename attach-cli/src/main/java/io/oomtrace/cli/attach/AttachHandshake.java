package io.oomtrace.cli.attach;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.ProcessStatus;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.bytebuddy.agent.VirtualMachine;

/**
 * Makes HotSpot open its attach socket: a file {@code .attach_pid<pid>} that says what is wanted, a SIGQUIT that makes
 * the JVM look, and a wait for the socket {@code .java_pid<pid>} in its {@code /tmp}.
 *
 * <p>The signal is only sent to a process that catches it: any other would die of it. All paths go through
 * {@code /proc/PID/root} and use the pid the target sees, so a container's JVM can be reached from its host. Source:
 * HotSpot's attachListener_posix.cpp.
 */
final class AttachHandshake implements VirtualMachine.ForHotSpot.Connection.Factory {
    private static final long POLL_MILLIS = 20;

    private final TargetJvm target;
    private final ProcessStatus ours;
    private final Duration patience;
    private final String what;

    AttachHandshake(TargetJvm target, ProcessStatus ours, Duration patience, String what) {
        this.target = target;
        this.ours = ours;
        this.patience = patience;
        this.what = what;
    }

    @Override
    public VirtualMachine.ForHotSpot.Connection connect(String pid) throws IOException {
        Path temporary = target.process().root().resolve("tmp");
        Path socket = temporary.resolve(".java_pid" + target.status().namespacePid());
        if (!Files.exists(socket)) {
            ask(temporary, socket);
        }
        if (!target.status().owns(socket)) {
            throw new CommandFailure(
                    what, socket + " belongs to another user than the JVM", "find out who made it and remove it");
        }
        return new SocketConnection(socket);
    }

    private void ask(Path temporary, Path socket) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        awaitHandler(deadline);
        Path request = temporary.resolve(".attach_pid" + target.status().namespacePid());
        try {
            Files.createFile(request);
            if (!ours.sameUser(target.status())) {
                target.status().own(request);
            }
        } catch (FileAlreadyExistsException e) {
            // Somebody else is attaching at this moment, or was killed while doing so: the request stands.
        }
        try {
            sendQuit();
            while (!Files.exists(socket)) {
                if (System.nanoTime() > deadline) {
                    throw new CommandFailure(
                            what,
                            "it did not answer within " + patience.toSeconds() + " s",
                            "see whether it is stopped, swapped out or in a long collection, or give it a longer"
                                    + " --timeout");
                }
                pause();
            }
        } finally {
            Files.deleteIfExists(request);
        }
    }

    /** A JVM that is starting installs its handler late; one with -Xrs never does. */
    private void awaitHandler(long deadline) throws IOException {
        while (!target.process().status().catchesQuit()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        what,
                        "it does not catch the signal SIGQUIT and would die of it",
                        "start it without -Xrs, or with -javaagent:oomtrace.jar");
            }
            pause();
        }
    }

    /** The shell's own {@code kill}, for Java cannot send this signal and small containers have no kill program. */
    private void sendQuit() throws IOException {
        Process kill = new ProcessBuilder(
                        "/bin/sh", "-c", "kill -QUIT " + target.process().pid())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(kill.getInputStream().readAllBytes());
            if (kill.waitFor() != 0) {
                throw new IOException("kill said: " + said.strip());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private CommandFailure interrupted() {
        Thread.currentThread().interrupt();
        return new CommandFailure(what, "it was interrupted", "try again");
    }
}

package io.oomtrace.cli.attach;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.ProcessStatus;
import io.oomtrace.cli.jvm.TargetJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The agent, laid down where the target can read it: {@code /tmp/oomtrace-agent-<our uid>-<hash>/oomtrace.jar}.
 *
 * <p>It stays there, since the target's JVM keeps it open; the next attach finds it again by its content. Code that root
 * may load must not come from a place others can write: the directory and the file must be ours, and the content is
 * compared.
 */
public final class AgentJar {
    private static final String RESOURCE = "/io/oomtrace/cli/oomtrace.jar";
    private static final String NAME = "oomtrace.jar";
    private static final int HASH_DIGITS = 16;

    private final byte[] content;

    private AgentJar(byte[] content) {
        this.content = content;
    }

    /** The one this program carries. */
    public static AgentJar carried(String what) {
        try (InputStream in = AgentJar.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CommandFailure(
                        what,
                        "this build of oomtrace-cli.jar carries no agent",
                        "build the module agent first, or name a jar with --agent-jar");
            }
            return new AgentJar(in.readAllBytes());
        } catch (IOException e) {
            throw new CommandFailure(
                    what, "the agent in this jar cannot be read", "download oomtrace-cli.jar again", e);
        }
    }

    /** Another one than ours. */
    public static AgentJar of(Path jar, String what) {
        try {
            return new AgentJar(Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new CommandFailure(what, "the agent jar " + jar + " cannot be read", "give the path of a jar", e);
        }
    }

    /** Lays it down and returns its path as the target sees it. */
    String installFor(TargetJvm target, ProcessStatus ours, String what) {
        String name = "oomtrace-agent-" + ours.uid() + "-" + hash();
        Path directory = target.process().root().resolve("tmp").resolve(name);
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            // Again, for the process's umask may have taken away what the target's user needs.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (FileAlreadyExistsException e) {
            requireOurs(directory, ours, what);
        } catch (IOException e) {
            throw unwritable(what, e);
        }
        Path jar = directory.resolve(NAME);
        try {
            if (!isIntact(jar, ours)) {
                write(jar);
            }
        } catch (IOException e) {
            throw unwritable(what, e);
        }
        return "/tmp/" + name + "/" + NAME;
    }

    private static void requireOurs(Path directory, ProcessStatus ours, String what) {
        try {
            if (Files.isDirectory(directory, NOFOLLOW_LINKS) && ours.owns(directory)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, NOFOLLOW_LINKS);
                if (!permissions.contains(PosixFilePermission.GROUP_WRITE)
                        && !permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw unwritable(what, e);
        }
        throw new CommandFailure(
                what,
                directory + " is not a directory that you alone can write, so its agent cannot be trusted",
                "find out who made it and remove it");
    }

    private boolean isIntact(Path jar, ProcessStatus ours) throws IOException {
        return Files.isRegularFile(jar, NOFOLLOW_LINKS)
                && ours.owns(jar)
                && Files.size(jar) == content.length
                && Arrays.equals(Files.readAllBytes(jar), content);
    }

    /** In one step, for another JVM may be loading it. */
    private void write(Path jar) throws IOException {
        Path unfinished = Files.createTempFile(jar.getParent(), ".", "");
        try {
            Files.write(unfinished, content);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(unfinished, jar, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static CommandFailure unwritable(String what, IOException e) {
        return new CommandFailure(
                what,
                "the agent cannot be written to its /tmp (" + CommandFailure.reason(e) + ")",
                "make /tmp writable there, or start it with -javaagent:oomtrace.jar",
                e);
    }
}

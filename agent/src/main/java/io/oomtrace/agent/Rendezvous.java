package io.oomtrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The file by which a JVM that runs the agent says where its endpoint is: {@code oomtrace_<user>/<pid>}.
 *
 * <p>It lies in {@code /tmp} on Linux, whatever {@code java.io.tmpdir} says there, because the reader is another
 * process and cannot know that property (HotSpot does the same for its performance data), and in {@code
 * java.io.tmpdir} elsewhere. The pid is the one the process itself sees, so inside a container it is the container's.
 * The directory is 0700, the file 0600: {@code key=value} lines {@code url}, {@code version} and {@code started_ms}
 * (since 1970, UTC); a reader skips keys it does not know. A process that was killed leaves its file behind, so a
 * reader must check that the pid is alive and not younger than the file. Stateless, any thread.
 *
 * <p>It is written while the application waits to start, so without those parts of the JDK that are slow to load:
 * secure random numbers for the names of temporary files, formats of times.
 *
 * @param url where the endpoint listens, or empty if it does not
 * @param version of the agent
 * @param startedAt when the agent was loaded
 */
public record Rendezvous(String url, String version, Instant startedAt) {
    private static final int MOST_BYTES = 4096;

    /** Where the current process's file belongs. */
    public static Path file() {
        boolean linux = System.getProperty("os.name", "").startsWith("Linux");
        Path temporary = Path.of(linux ? "/tmp" : System.getProperty("java.io.tmpdir"));
        return file(
                temporary,
                System.getProperty("user.name", ""),
                ProcessHandle.current().pid());
    }

    /** Where the file of process {@code pid} of {@code user} belongs under the directory {@code temporary}. */
    public static Path file(Path temporary, String user, long pid) {
        StringBuilder directory = new StringBuilder("oomtrace_");
        for (int i = 0; i < user.length(); i++) {
            directory.append(isSafe(user.charAt(i)) ? user.charAt(i) : '_');
        }
        return temporary.resolve(directory.toString()).resolve(Long.toString(pid));
    }

    private static boolean isSafe(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "._-".indexOf(c) >= 0;
    }

    /**
     * Writes the file in one step, replacing an older one and creating its directory.
     *
     * @throws IOException if the directory cannot be written or belongs to somebody else, who could then send readers
     *     to an endpoint of his own
     */
    public void write(Path file) throws IOException {
        Path directory = file.getParent();
        try {
            Files.createDirectory(directory, permissions(directory, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
                throw new IOException(directory + " is not a directory", e);
            }
        }
        Path unfinished = directory.resolve("." + file.getFileName());
        Files.deleteIfExists(unfinished);
        try {
            Files.createFile(unfinished, permissions(directory, "rw-------"));
            if (!Files.getOwner(directory, NOFOLLOW_LINKS).equals(Files.getOwner(unfinished))) {
                throw new IOException(directory + " belongs to another user");
            }
            if (posix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
            Files.writeString(unfinished, text());
            Files.move(unfinished, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it is absent, is not a plain file, or lacks one of the three lines
     */
    public static Rendezvous read(Path file) throws IOException {
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a file");
        }
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MOST_BYTES), UTF_8);
        }
        try {
            return new Rendezvous(
                    value(file, text, "url"),
                    value(file, text, "version"),
                    Instant.ofEpochMilli(Long.parseLong(value(file, text, "started_ms"))));
        } catch (NumberFormatException e) {
            throw new IOException(file + " has a started_ms that is no number", e);
        }
    }

    /**
     * Removes the file; the directory stays for the user's other JVMs.
     *
     * @return whether there was one
     */
    public static boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    private String text() {
        return "url=" + oneLine(url) + "\nversion=" + oneLine(version) + "\nstarted_ms=" + startedAt.toEpochMilli()
                + "\n";
    }

    private static String oneLine(String value) {
        return value.replace('\n', ' ').replace('\r', ' ');
    }

    private static String value(Path file, String text, String key) throws IOException {
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(key) && line.startsWith("=", key.length())) {
                return line.substring(key.length() + 1);
            }
        }
        throw new IOException(file + " has no line " + key + "=");
    }

    private static FileAttribute<?>[] permissions(Path directory, String mode) {
        return posix(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path directory) {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}

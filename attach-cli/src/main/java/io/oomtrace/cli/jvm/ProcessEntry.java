package io.oomtrace.cli.jvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One process as its directory in {@code /proc} shows it, read anew at each call.
 *
 * <p>Another user's process shows its arguments and status but neither its mappings nor its files. A process can end at
 * any moment: every method then throws an IOException, or returns nothing where it says so. See proc(5).
 */
public final class ProcessEntry {
    /** Clock ticks per second in {@code /proc}: the kernel's USER_HZ, 100 on every architecture a JDK 17 exists for. */
    private static final long TICKS_PER_SECOND = 100;

    private static final int STARTTIME_AFTER_NAME = 19;

    private final Path proc;
    private final long pid;
    private final Path directory;

    private ProcessEntry(Path proc, long pid) {
        this.proc = proc;
        this.pid = pid;
        this.directory = proc.resolve(Long.toString(pid));
    }

    /** The process {@code pid} under {@code proc}, which need not exist. */
    public static ProcessEntry of(Path proc, long pid) {
        return new ProcessEntry(proc, pid);
    }

    /** The process that asks. */
    public static ProcessEntry self(Path proc) {
        return new ProcessEntry(proc, ProcessHandle.current().pid());
    }

    /** All processes under {@code proc}, by pid. */
    public static List<ProcessEntry> all(Path proc) throws IOException {
        TreeSet<Long> pids = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            entries.forEach(entry -> pids.add(Long.parseLong(entry.getFileName().toString())));
        }
        return pids.stream().map(pid -> new ProcessEntry(proc, pid)).toList();
    }

    public long pid() {
        return pid;
    }

    public boolean exists() {
        return Files.isDirectory(directory);
    }

    public ProcessStatus status() throws IOException {
        return ProcessStatus.parse(pid, Files.readAllLines(directory.resolve("status")));
    }

    /** The name of the user it runs as, or the number if it has no name here. */
    public String user() throws IOException {
        return Files.getOwner(directory).getName();
    }

    /** The command line; empty for a kernel thread and for a process that has ended. */
    public List<String> arguments() {
        return zeroSeparated("cmdline");
    }

    /** The value of an environment variable at its start; empty too if the environment may not be read. */
    public String environment(String name) {
        String prefix = name + "=";
        return zeroSeparated("environ").stream()
                .filter(variable -> variable.startsWith(prefix))
                .findFirst()
                .map(variable -> variable.substring(prefix.length()))
                .orElse("");
    }

    /**
     * The path, as the process sees it, of the library {@code name} if it has mapped one.
     *
     * @throws IOException if the mappings may not be read, as those of another user's process
     */
    public Optional<String> library(String name) throws IOException {
        String suffix = "/" + name;
        for (String line : Files.readAllLines(directory.resolve("maps"))) {
            int path = line.indexOf('/');
            if (path >= 0) {
                String mapped = line.substring(path).replaceFirst(" \\(deleted\\)$", "");
                if (mapped.endsWith(suffix)) {
                    return Optional.of(mapped);
                }
            }
        }
        return Optional.empty();
    }

    /** Where its root directory is for us: that of its container, or ours where {@code /proc} does not let us in. */
    public Path root() {
        Path root = directory.resolve("root");
        return Files.isDirectory(root.resolve("tmp")) ? root : Path.of("/");
    }

    /** When it was started, to the second: {@code /proc} counts from a boot time that is known no better. */
    public Instant startedAt() throws IOException {
        String stat = Files.readString(directory.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[STARTTIME_AFTER_NAME].strip());
        for (String line : Files.readAllLines(proc.resolve("stat"))) {
            if (line.startsWith("btime ")) {
                return Instant.ofEpochSecond(Long.parseLong(line.substring(6).strip()))
                        .plusMillis(ticks * 1000 / TICKS_PER_SECOND);
            }
        }
        throw new IOException(proc.resolve("stat") + " has no btime");
    }

    private List<String> zeroSeparated(String file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(directory.resolve(file));
        } catch (IOException e) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(new String(bytes, start, i - start, UTF_8));
                start = i + 1;
            }
        }
        return words;
    }
}

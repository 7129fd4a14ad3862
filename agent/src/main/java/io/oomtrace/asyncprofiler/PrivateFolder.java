package io.oomtrace.asyncprofiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A new folder that nobody else can read or write (0700), for files that are to be gone again soon. What it holds is removed
 * with it.
 */
final class PrivateFolder implements AutoCloseable {
    private static final String PREFIX = "oomtrace-";

    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /**
     * Where one may be made, the most usual first: the program's own temporary folder, the system's, and the user's.
     *
     * @param properties of the system
     * @param environment of the process
     */
    static List<Path> places(Map<?, ?> properties, Map<String, String> environment) {
        Set<Path> places = new LinkedHashSet<>();
        add(places, properties.get("java.io.tmpdir"));
        add(places, "/tmp");
        add(places, "/var/tmp");
        add(places, environment.get("XDG_RUNTIME_DIR"));
        add(places, properties.get("user.home"));
        add(places, "/dev/shm");
        return List.copyOf(places);
    }

    /** async-profiler's commands are lists with commas, and a percent sign in a file's name stands for something. */
    private static void add(Set<Path> places, Object name) {
        String text = name == null ? "" : name.toString();
        if (text.startsWith("/") && text.indexOf(',') < 0 && text.indexOf('%') < 0) {
            places.add(Path.of(text));
        }
    }

    /** @throws IOException when there is no such place, or it cannot be written */
    static PrivateFolder in(Path place) throws IOException {
        return new PrivateFolder(Files.createTempDirectory(
                place, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /**
     * One at the first of these places where there can be one.
     *
     * @throws IOException when there is none, with what is wrong with each
     */
    static PrivateFolder atOneOf(List<Path> places) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (Path place : places) {
            try {
                return in(place);
            } catch (IOException e) {
                reasons.add(place + ": " + reason(e));
            }
        }
        throw new IOException("no folder can be written (" + String.join("; ", reasons) + ")");
    }

    /** In a few words, without the name of the file, which is told beside it. */
    static String reason(IOException e) {
        if (e instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return switch (e.getClass().getSimpleName()) {
            case "NoSuchFileException" -> "it does not exist";
            case "AccessDeniedException" -> "permission denied";
            default -> e.toString();
        };
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Removes it, with the files in it; what cannot be removed stays. */
    @Override
    public void close() {
        try (var files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // It is the system's to clear away.
        }
    }
}

package io.oomtrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds source files for one answer: opens each jar once, and reads each file once. Not thread-safe. */
final class OpenSources implements SourceText {
    /** In bytes, of a file that is read. */
    static final long LARGEST = 16 << 20;

    private final List<String> places;
    private final Map<Path, SourceJar> jars = new HashMap<>();
    private final Map<String, List<String>> read = new HashMap<>();

    OpenSources(List<String> places) {
        this.places = places;
    }

    @Override
    public String of(Frame frame) {
        List<String> lines = lines(frame.path());
        return frame.line() < 1 || frame.line() > lines.size()
                ? ""
                : lines.get(frame.line() - 1).strip();
    }

    /**
     * @param path {@code com/acme/Cache.java}
     * @return its lines; empty when it is nowhere
     */
    List<String> lines(String path) {
        return read.computeIfAbsent(path, this::find);
    }

    private List<String> find(String path) {
        for (String place : places) {
            try {
                List<String> lines = place.isBlank() ? List.of() : in(Path.of(place), path);
                if (!lines.isEmpty()) {
                    return lines;
                }
            } catch (IOException | InvalidPathException | SecurityException e) {
                // Then it may be in the next.
            }
        }
        return List.of();
    }

    private List<String> in(Path place, String path) throws IOException {
        if (Files.isDirectory(place)) {
            Path folder = place.toAbsolutePath().normalize();
            Path file = folder.resolve(path).normalize();
            boolean readable = file.startsWith(folder) && Files.isRegularFile(file);
            return readable && Files.size(file) <= LARGEST ? text(Files.readAllBytes(file)) : List.of();
        }
        if (!Files.isRegularFile(place)) {
            return List.of();
        }
        SourceJar jar = jars.get(place);
        if (jar == null) {
            jar = new SourceJar(place);
            jars.put(place, jar);
        }
        return jar.lines(path);
    }

    static List<String> text(byte[] file) {
        return new String(file, UTF_8).lines().toList();
    }

    @Override
    public void close() {
        for (SourceJar jar : jars.values()) {
            try {
                jar.close();
            } catch (IOException e) {
                // It was only read.
            }
        }
        jars.clear();
    }
}

package io.oomtrace.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.snapshot.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds the text of source files in directories, and in jars of sources. Read anew each time: somebody edits them. Stateless;
 * safe on any thread.
 */
final class SourceFiles {
    private static final long LARGEST = 16 << 20;

    private final List<String> places;

    /** @param places directories and jars or zip files; what is not there is passed over */
    SourceFiles(List<String> places) {
        this.places = places;
    }

    /**
     * @param path {@code com/acme/Cache.java}
     * @return its lines; empty when it is nowhere
     */
    List<String> lines(String path) {
        for (String place : places) {
            try {
                List<String> lines = place.isBlank() ? List.of() : lines(Path.of(place), path);
                if (!lines.isEmpty()) {
                    return lines;
                }
            } catch (IOException | InvalidPathException | SecurityException e) {
                // Then it may be in the next.
            }
        }
        return List.of();
    }

    /** The text of lines; each file is read once. */
    SourceText text() {
        if (places.isEmpty()) {
            return SourceText.NONE;
        }
        Map<String, List<String>> read = new HashMap<>();
        return frame -> {
            List<String> lines = read.computeIfAbsent(frame.path(), this::lines);
            return frame.line() < 1 || frame.line() > lines.size()
                    ? ""
                    : lines.get(frame.line() - 1).strip();
        };
    }

    private static List<String> lines(Path place, String path) throws IOException {
        if (Files.isDirectory(place)) {
            Path folder = place.toAbsolutePath().normalize();
            Path file = folder.resolve(path).normalize();
            boolean readable = file.startsWith(folder) && Files.isRegularFile(file);
            return readable && Files.size(file) <= LARGEST ? text(Files.readAllBytes(file)) : List.of();
        }
        if (!Files.isRegularFile(place)) {
            return List.of();
        }
        try (ZipFile zip = new ZipFile(place.toFile())) {
            ZipEntry entry = entry(zip, path);
            if (entry == null || entry.getSize() > LARGEST) {
                return List.of();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return text(in.readAllBytes());
            }
        }
    }

    /** In the root of a jar, or below a folder for its module as in the JDK's {@code src.zip}. */
    private static ZipEntry entry(ZipFile zip, String path) {
        ZipEntry inRoot = zip.getEntry(path);
        if (inRoot != null) {
            return inRoot;
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (entry.getName().endsWith('/' + path)
                    && entry.getName().indexOf('/') == entry.getName().length() - path.length() - 1) {
                return entry;
            }
        }
        return null;
    }

    private static List<String> text(byte[] bytes) {
        return new String(bytes, UTF_8).lines().toList();
    }
}

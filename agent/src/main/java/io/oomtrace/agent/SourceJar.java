package io.oomtrace.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar of sources, or the JDK's {@code src.zip}, while it is open. Not thread-safe. */
final class SourceJar implements Closeable {
    private final ZipFile zip;
    private Set<String> folders;

    /** @throws IOException when it is none */
    SourceJar(Path file) throws IOException {
        this.zip = new ZipFile(file.toFile());
    }

    /** Empty when it has no such file. */
    List<String> lines(String path) throws IOException {
        ZipEntry entry = entry(path);
        if (entry == null || entry.getSize() > OpenSources.LARGEST) {
            return List.of();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return OpenSources.text(in.readAllBytes());
        }
    }

    /** In the root of a jar, or below a folder for its module as in the JDK's {@code src.zip}. */
    private ZipEntry entry(String path) {
        ZipEntry entry = zip.getEntry(path);
        if (entry != null) {
            return entry;
        }
        for (String folder : folders()) {
            entry = zip.getEntry(folder + path);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    /** In the root, each with its slash. */
    private Set<String> folders() {
        if (folders == null) {
            folders = new HashSet<>();
            zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.indexOf('/') > 0)
                    .forEach(name -> folders.add(name.substring(0, name.indexOf('/') + 1)));
        }
        return folders;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

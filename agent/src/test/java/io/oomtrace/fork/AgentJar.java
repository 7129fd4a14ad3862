package io.oomtrace.fork;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** What is inside {@code oomtrace.jar}, the archive of classes in it included. */
final class AgentJar {
    private static final String ARCHIVE = "isolated/start.tar";

    private AgentJar() {}

    /** The files in the jar itself. */
    static List<String> files() {
        try (JarFile jar = open()) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files in the archive. */
    static List<String> archived() {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(read(ARCHIVE)))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.isFile()) {
                    names.add(entry.getName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    static List<String> lines(String file) {
        return new String(read(file), StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(String file) {
        try (JarFile jar = open();
                InputStream in = jar.getInputStream(jar.getEntry(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JarFile open() throws IOException {
        return new JarFile(Repository.agentJar().toFile());
    }
}

package io.oomtrace.benchmarks.workload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** The Eclipse compiler compiles commons-math3: deep stacks, many short-lived objects, one thread. */
final class EclipseCompiler implements Workload {
    private final Path folder;
    private final Path classes;
    private final String[] arguments;

    /** @param sources the jar of commons-math3's sources */
    EclipseCompiler(Path sources) throws IOException {
        folder = Files.createTempDirectory("oomtrace-ecj");
        classes = folder.resolve("classes");
        Path unpacked = folder.resolve("sources");
        unpack(sources, unpacked);
        arguments = new String[] {"-17", "-nowarn", "-proc:none", "-d", classes.toString(), unpacked.toString()};
    }

    @Override
    public long iterate() throws IOException {
        PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream());
        if (!BatchCompiler.compile(arguments, nowhere, nowhere, null)) {
            throw new IllegalStateException("commons-math3 was not compiled");
        }
        try (Stream<Path> written = Files.walk(classes)) {
            return written.filter(Files::isRegularFile)
                    .mapToLong(EclipseCompiler::size)
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(Path jar, Path into) throws IOException {
        try (JarFile open = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = open.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                Path file = into.resolve(entry.getName()).normalize();
                if (file.startsWith(into) && entry.getName().endsWith(".java")) {
                    Files.createDirectories(file.getParent());
                    Files.copy(open.getInputStream(entry), file);
                }
            }
        }
    }
}

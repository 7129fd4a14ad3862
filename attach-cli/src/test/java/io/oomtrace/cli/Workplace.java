package io.oomtrace.cli;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.program.Idle;
import io.oomtrace.cli.program.StandInAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A folder every user of this machine can read, with the jars the tests run: the CLI, the stand-in agent and the program.
 */
record Workplace(Path folder, Path cli, Path agent, Path program) implements AutoCloseable {

    static Workplace in(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path cli = Files.copy(Path.of(System.getProperty("oomtrace.cli.jar")), folder.resolve("oomtrace-cli.jar"));
        Manifest agent = new Manifest();
        agent.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        agent.getMainAttributes().putValue("Agent-Class", StandInAgent.class.getName());
        Manifest program = new Manifest();
        program.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        program.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Idle.class.getName());
        return new Workplace(
                folder,
                cli,
                jar(folder.resolve("stand-in.jar"), agent, StandInAgent.class, Rendezvous.class),
                jar(folder.resolve("idle.jar"), program, Idle.class));
    }

    /** Where the CLI has laid down the agent. */
    Optional<Path> laidDown() throws IOException {
        try (DirectoryStream<Path> agents = Files.newDirectoryStream(Path.of("/tmp"), "oomtrace-agent-*")) {
            for (Path candidate : agents) {
                if (Files.isReadable(candidate.resolve("oomtrace.jar"))
                        && Files.mismatch(candidate.resolve("oomtrace.jar"), agent) < 0) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Takes away what the CLI rightly leaves in {@code /tmp}. */
    @Override
    public void close() throws IOException {
        Optional<Path> left = laidDown();
        while (left.isPresent()) {
            Files.delete(left.get().resolve("oomtrace.jar"));
            Files.delete(left.get());
            left = laidDown();
        }
    }

    private static Path jar(Path file, Manifest manifest, Class<?>... classes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Class<?> one : classes) {
                String name = one.getName().replace('.', '/') + ".class";
                JarEntry entry = new JarEntry(name);
                entry.setTimeLocal(LocalDateTime.of(2026, 11, 1, 0, 0));
                jar.putNextEntry(entry);
                try (InputStream in = one.getResourceAsStream("/" + name)) {
                    in.transferTo(jar);
                }
            }
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }
}

package io.oomtrace.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The running JDK in another home whose {@code release} file claims another version. The JVM finds its home by where
 * {@code libjvm.so} really is, so that and the launcher are copies; all else is linked.
 */
record OldJdk(Jdk jdk) implements AutoCloseable {

    static OldJdk in(Path parent, String version) throws IOException {
        Path home = Files.createTempDirectory(parent, "jdk-" + version);
        Path real = Jdk.running().home().toRealPath();
        link(real, home, Set.of("bin", "lib", "release"));
        Path bin = Files.createDirectory(home.resolve("bin"));
        Files.copy(real.resolve("bin/java"), bin.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
        link(real.resolve("lib"), Files.createDirectory(home.resolve("lib")), Set.of("server"));
        Path server = Files.createDirectory(home.resolve("lib/server"));
        Files.copy(real.resolve("lib/server/libjvm.so"), server.resolve("libjvm.so"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"a test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return new OldJdk(new Jdk(version, home));
    }

    /** Deletes the copies and the links, not what they lead to. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(jdk.home())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void link(Path from, Path to, Set<String> but) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(from)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!but.contains(name)) {
                    Files.createSymbolicLink(to.resolve(name), entry);
                }
            }
        }
    }
}

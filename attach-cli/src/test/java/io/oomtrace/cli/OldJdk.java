package io.oomtrace.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

/**
 * The running JDK in another home whose {@code release} file claims another version. The JVM finds its home by where
 * {@code libjvm.so} really is, so that and the launcher are copies; all else is linked.
 */
final class OldJdk {
    private OldJdk() {}

    static Jdk in(Path home, String version) throws IOException {
        Path real = Jdk.running().home().toRealPath();
        link(real, home, Set.of("bin", "lib", "release"));
        Path bin = Files.createDirectory(home.resolve("bin"));
        Files.copy(real.resolve("bin/java"), bin.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
        link(real.resolve("lib"), Files.createDirectory(home.resolve("lib")), Set.of("server"));
        Path server = Files.createDirectory(home.resolve("lib/server"));
        Files.copy(real.resolve("lib/server/libjvm.so"), server.resolve("libjvm.so"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"a test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return new Jdk(version, home);
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

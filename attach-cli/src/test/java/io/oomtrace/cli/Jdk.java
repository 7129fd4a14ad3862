package io.oomtrace.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JDK to run a target on: the running one and each newer in {@code OOMTRACE_TEST_JDKS} or {@code /usr/lib/jvm}. */
record Jdk(String version, Path home) {

    static Jdk running() {
        return new Jdk(System.getProperty("java.version"), Path.of(System.getProperty("java.home")));
    }

    /** The running one first; one for each feature version. */
    static List<Jdk> all() throws IOException {
        Map<Integer, Jdk> found = new TreeMap<>(Map.of(Runtime.version().feature(), running()));
        for (Path home : candidates()) {
            Path release = home.resolve("release");
            if (Files.isRegularFile(release) && Files.isExecutable(home.resolve("bin/java"))) {
                for (String line : Files.readAllLines(release)) {
                    if (line.matches("JAVA_VERSION=\"\\d\\d.*\"")) {
                        String version = line.substring(line.indexOf('"') + 1, line.length() - 1);
                        int feature = Runtime.Version.parse(version).feature();
                        if (feature >= 17) {
                            found.putIfAbsent(feature, new Jdk(version, home));
                        }
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Path> candidates() throws IOException {
        List<Path> homes = new ArrayList<>();
        String named = System.getenv("OOMTRACE_TEST_JDKS");
        if (named != null) {
            for (String home : named.split(File.pathSeparator)) {
                homes.add(Path.of(home));
            }
        }
        Path usual = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(usual)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(usual)) {
                entries.forEach(homes::add);
            }
        }
        return homes;
    }

    Path java() {
        return home.resolve("bin/java");
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}

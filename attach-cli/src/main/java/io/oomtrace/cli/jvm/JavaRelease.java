package io.oomtrace.cli.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The version of a JDK, from the file {@code release} in its home.
 *
 * @param version as the JDK writes it: {@code 17.0.15}, {@code 1.8.0_402}
 */
record JavaRelease(String version) {
    /** JDK 8 has its libjvm.so the deepest: {@code jre/lib/amd64/server}. */
    private static final int MOST_LEVELS = 5;

    private static final String KEY = "JAVA_VERSION=";

    /**
     * The release the JVM library {@code libjvm} belongs to.
     *
     * @param root where the root directory of the process that uses it is
     * @param libjvm absolute path under that root
     * @return nothing if the file is absent, as in some Linux distributions, or may not be read
     */
    static Optional<JavaRelease> of(Path root, String libjvm) {
        Path home = root.resolve(libjvm.substring(1)).getParent();
        for (int level = 0; level < MOST_LEVELS && home != null && !home.equals(root); level++) {
            Path file = home.resolve("release");
            if (Files.isRegularFile(file)) {
                try {
                    return Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(KEY))
                            .map(line -> new JavaRelease(line.substring(KEY.length())
                                    .replace("\"", "")
                                    .strip()))
                            .findFirst();
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
            home = home.getParent();
        }
        return Optional.empty();
    }

    /** 8, 11, 17…, or nothing if the version cannot be read. */
    Optional<Integer> feature() {
        String[] parts = version.split("[^0-9]+");
        String feature = parts.length > 1 && parts[0].equals("1") ? parts[1] : parts[0];
        return feature.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(feature));
    }
}

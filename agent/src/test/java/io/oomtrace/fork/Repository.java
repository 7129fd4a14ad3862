package io.oomtrace.fork;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout the tests run from, whichever module Maven or an editor started them in. */
public final class Repository {
    private static final Path ROOT = root();

    private Repository() {}

    /** A file by its path from the top of the checkout; it need not exist. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** The one file a user downloads, as the build packaged it. */
    public static Path agentJar() {
        return built("agent/target/oomtrace.jar");
    }

    /** All incident programs in one runnable jar. */
    public static Path incidentsJar() {
        return built("src-test-apps/incidents/target/incidents.jar");
    }

    private static Path built(String path) {
        Path file = file(path);
        if (!Files.isRegularFile(file)) {
            throw new AssertionError(file + " is missing: fork tests need a build up to mvn package");
        }
        return file;
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("agent/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("No folder with agent/pom.xml at or above " + here);
    }
}

package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The jars of one program, which the build copied below {@code agent/target/foreign} before the fork tests. */
record ForeignJars(Path folder) {
    static ForeignJars of(String program) {
        return new ForeignJars(Repository.file("agent/target/foreign/" + program));
    }

    /** All of them, in the same order every time. */
    List<Path> all() {
        return matching("*.jar");
    }

    /** The one of an artifact, whatever its version. */
    Path artifact(String id) {
        List<Path> found = matching(id + "-[0-9]*.jar");
        if (found.size() != 1) {
            throw new AssertionError(id + " in " + folder + ": " + found);
        }
        return found.get(0);
    }

    private List<Path> matching(String glob) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jars.sort(null);
        return jars;
    }
}

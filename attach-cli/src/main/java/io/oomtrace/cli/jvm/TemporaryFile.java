package io.oomtrace.cli.jvm;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file a JVM keeps at {@code /tmp/<prefix><user>/<pid>} so that others find it. */
final class TemporaryFile {
    private TemporaryFile() {}

    /**
     * Finds that file in the process's own {@code /tmp}, under the pid the process sees. The user part is not compared,
     * since a container may call its users otherwise; instead file and directory must belong to the user the process
     * runs as, so that nobody can put words into another's mouth.
     */
    static Optional<Path> find(ProcessEntry process, String prefix) {
        try {
            ProcessStatus status = process.status();
            try (DirectoryStream<Path> users =
                    Files.newDirectoryStream(process.root().resolve("tmp"), prefix + "*")) {
                for (Path user : users) {
                    Path file = user.resolve(Long.toString(status.namespacePid()));
                    if (status.owns(user) && Files.isRegularFile(file, NOFOLLOW_LINKS) && status.owns(file)) {
                        return Optional.of(file);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Ended meanwhile, or its files are not for us: then there is none that we can see.
        }
        return Optional.empty();
    }
}

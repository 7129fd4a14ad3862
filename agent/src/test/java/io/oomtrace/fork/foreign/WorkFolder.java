package io.oomtrace.fork.foreign;

import io.oomtrace.fork.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The folder a program runs in, below {@code agent/target/forks}. */
record WorkFolder(Path path) {
    /** An empty one; a former one of that name is removed first. */
    static WorkFolder create(String name) {
        Path path = Repository.file("agent/target/forks/" + name);
        try {
            if (Files.exists(path)) {
                try (var old = Files.walk(path)) {
                    for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            Files.createDirectories(path);
            return new WorkFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WorkFolder fill(Map<String, String> files) {
        files.forEach((name, content) -> {
            try {
                Path file = path.resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return this;
    }

    /** SHA-256 of every file in it, by its path from here. */
    Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        try (var walk = Files.walk(path)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                byte[] digest = sha256.digest(Files.readAllBytes(file));
                digests.put(path.relativize(file).toString(), HexFormat.of().formatHex(digest));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return digests;
    }
}

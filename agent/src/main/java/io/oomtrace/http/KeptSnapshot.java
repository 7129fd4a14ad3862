package io.oomtrace.http;

import io.oomtrace.export.SnapshotFile;
import io.oomtrace.snapshot.Capture;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A capture under a name, as the bytes of its file: a fraction of what it takes as objects.
 *
 * @param histogram whether it has one
 * @param file must not be changed
 */
public record KeptSnapshot(String name, Instant takenAt, long pid, boolean histogram, byte[] file) {
    KeptSnapshot(String name, Capture capture) {
        this(
                name,
                capture.allocations().takenAt(),
                capture.pid(),
                capture.histogram() != null,
                SnapshotFile.write(capture));
    }

    Capture capture() {
        return SnapshotFile.read(file);
    }

    /** {@code oomtrace-4711-before.oomtrace}. */
    String fileName() {
        return "oomtrace-" + pid + '-' + name + ".oomtrace";
    }

    /** As {@code GET /snapshots} shows it. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("name", name);
        figures.put("taken_at", takenAt.toString());
        figures.put("histogram", histogram);
        figures.put("file_bytes", file.length);
        return figures;
    }
}

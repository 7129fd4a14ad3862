package io.oomtrace.fork.program;

import io.oomtrace.jfr.SnapshotRecording;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes a snapshot of nothing as a recording, or says why it cannot. */
public final class SnapshotExport {
    private SnapshotExport() {}

    public static void main(String[] args) {
        Engine engine = new Engine("jvm", true, Map.of());
        Snapshot nothing = new Snapshot(Instant.now(), engine, List.of(), List.of(), List.of());
        try {
            SnapshotRecording.write(new Capture(1, List.of(), nothing, nothing, null), Path.of(args[0]));
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}

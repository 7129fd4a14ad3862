package io.oomtrace.jfr;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.IOException;
import java.nio.file.Path;
import jdk.jfr.Recording;

/** Writes what is known of a program as a recording: one reading of every event, with every line there is. */
public final class SnapshotRecording {
    private SnapshotRecording() {}

    /**
     * Has this JVM record the events; what the program's own JVM was is not in the file.
     *
     * @param file is replaced
     * @throws IOException when it cannot be written, or this JVM has no Flight Recorder; the message is a sentence for people
     */
    public static void write(Capture capture, Path file) throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            commit(capture);
            recording.stop();
            recording.dump(file);
        } catch (LinkageError e) {
            throw new IOException(
                    "this Java runtime is without the module jdk.jfr, which writes recordings: use a JDK", e);
        } catch (IllegalStateException e) {
            throw new IOException("Flight Recorder does not start: " + e.getMessage(), e);
        }
    }

    private static void commit(Capture capture) {
        SnapshotEvents events = new SnapshotEvents(capture.blameSkip(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        events.allocationSites(capture.allocations());
        events.spawnSites(capture.threads());
        events.executors(capture.threads());
        SnapshotEvents.status(status(capture), 0);
    }

    private static Status status(Capture capture) {
        Snapshot allocations = capture.allocations();
        return new Status(
                allocations.takenAt(),
                "",
                capture.pid(),
                allocations.engine(),
                allocations.coverage(),
                capture.threads().engine(),
                live(allocations),
                Status.UNKNOWN,
                Status.UNKNOWN,
                Status.UNKNOWN,
                Status.UNKNOWN);
    }

    /** Of all sites, as one value. */
    private static Values live(Snapshot allocations) {
        int metric = allocations.metrics().stream().map(Metric::name).toList().indexOf("live_bytes");
        double bytes = 0;
        double variance = 0;
        for (Site site : allocations.sites()) {
            bytes += site.values().value(metric);
            variance += site.values().variance(metric);
        }
        return Values.of(new double[] {bytes}, new double[] {variance});
    }
}

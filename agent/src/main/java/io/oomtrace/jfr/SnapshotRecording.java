package io.oomtrace.jfr;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** Writes what is known of a program as a recording: one reading of every event, with every line there is. */
public final class SnapshotRecording {
    private SnapshotRecording() {}

    /** What {@link #write} writes. */
    public static byte[] bytes(Capture capture) throws IOException {
        Path file = Files.createTempFile("oomtrace", ".jfr");
        try {
            write(capture, file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Has this JVM record the events. Nothing else is recorded, so nothing tells of the JVM that the program ran in.
     *
     * @param file is replaced
     * @throws IOException when it cannot be written whole, or this JVM has no Flight Recorder
     */
    public static void write(Capture capture, Path file) throws IOException {
        int committed;
        try (Recording recording = new Recording()) {
            SnapshotEvents.TYPES.forEach(FlightRecorder::register);
            recording.start();
            committed = commit(capture);
            recording.stop();
            recording.dump(file);
        } catch (LinkageError e) {
            throw new IOException("this Java runtime is without the module jdk.jfr, which writes recordings", e);
        } catch (IllegalStateException e) {
            throw new IOException("Flight Recorder does not start: " + e.getMessage(), e);
        }
        int written = events(file);
        if (written < committed) {
            throw new IOException("Flight Recorder has lost " + (committed - written) + " of " + committed + " events");
        }
    }

    private static int commit(Capture capture) {
        SnapshotEvents events = new SnapshotEvents(capture.blameSkip(), Integer.MAX_VALUE, Integer.MAX_VALUE);
        return events.allocationSites(capture.allocations())
                + events.spawnSites(capture.threads())
                + events.executors(capture.threads())
                + events.status(status(capture), 0);
    }

    /** It drops what comes faster than the disk takes it. */
    private static int events(Path file) throws IOException {
        int events = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                recording.readEvent();
                events++;
            }
        }
        return events;
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

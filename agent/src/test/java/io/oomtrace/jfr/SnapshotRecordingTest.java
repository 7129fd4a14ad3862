package io.oomtrace.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of a known program says to the JDK's reader and to Mission Control's. */
class SnapshotRecordingTest {
    private static final String SITE = "oomtrace.AllocationSite";
    private static final String SPAWN = "oomtrace.ThreadSpawnSite";
    private static final String EXECUTOR = "oomtrace.Executor";
    private static final String STATUS = "oomtrace.Status";

    @TempDir
    Path folder;

    private Path known() throws IOException {
        Path file = folder.resolve("known.jfr");
        SnapshotRecording.write(Captures.known(), file);
        return file;
    }

    @Test
    void theEventsSayWhatTheSnapshotDoes() throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(known()).stream()
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();

        assertThat(events.stream().map(event -> event.getEventType().getName()))
                .as("and nothing of this JVM")
                .containsExactly(SITE, SITE, SPAWN, EXECUTOR, STATUS);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getInstant("takenAt")).isEqualTo(Snapshots.TAKEN_AT);
            assertThat(event.getStackTrace()).isNull();
        });

        RecordedEvent put = events.get(0);
        assertThat(put.getString("line")).isEqualTo(Captures.PUT);
        assertThat(put.getString("method")).isEqualTo("com.acme.Cache.put");
        assertThat(put.getString("className")).isEqualTo("com.acme.Cache");
        assertThat(put.getLong("liveBytes")).isEqualTo(3_000_016);
        assertThat(put.getLong("liveBytesError"))
                .as("1.96 · √4e10, and a little")
                .isBetween(391_992L, 410_000L);
        assertThat(put.getFloat("liveShare")).isEqualTo(1);
        assertThat(put.getLong("liveCount")).isEqualTo(31);
        assertThat(put.getLong("allocBytes")).isEqualTo(4_000_016);
        assertThat(put.getFloat("allocShare")).isCloseTo(0.25f, within(1e-5f));
        assertThat(put.getLong("allocCount")).isEqualTo(41);
        assertThat(put.getInt("oldest")).isEqualTo(9);
        assertThat(put.getFloat("averageAge")).isCloseTo(11 / 3f, within(1e-4f));
        assertThat(put.getString("types")).isEqualTo("byte[], java.lang.Object[]");
        assertThat(put.getString("traceback"))
                .isEqualTo("java.util.Arrays.copyOf(Arrays.java:3537) < " + Captures.PUT
                        + " < com.acme.Main.main(Main.java:9)");

        RecordedEvent read = events.get(1);
        assertThat(read.getString("line")).isEqualTo(Captures.READ);
        assertThat(read.getLong("liveBytes")).isZero();
        assertThat(read.getLong("allocBytes")).isEqualTo(12_000_000);
        assertThat(read.getInt("oldest")).isZero();
        assertThat(read.getFloat("averageAge")).isZero();

        RecordedEvent spawn = events.get(2);
        assertThat(spawn.getString("line")).isEqualTo(Captures.READ);
        assertThat(spawn.getString("types")).isEqualTo("platform thread");
        assertThat(longs(spawn, "threadsStarted", "threadsLive", "threadsLivePeak"))
                .containsExactly(20, 13, 14);
        assertThat(Stream.of("rate1s", "rate10s", "rate60s", "ratePeak").map(spawn::getDouble))
                .containsExactly(1.0, 2.0, 0.5, 9.0);

        RecordedEvent executor = events.get(3);
        assertThat(executor.getString("line")).isEqualTo(Captures.POOL);
        assertThat(executor.getString("types")).isEqualTo("java.util.concurrent.ThreadPoolExecutor");
        assertThat(longs(executor, "created", "neverShutDown", "live", "shutDown", "terminated", "garbage"))
                .containsExactly(8, 5, 6, 3, 1, 1);

        RecordedEvent status = events.get(4);
        assertThat(status.getString("engine")).isEqualTo("instrument");
        assertThat(status.getBoolean("recording")).isTrue();
        assertThat(longs(status, "pid", "interval", "samples", "allocationSites", "threadSites", "liveBytes"))
                .containsExactly(4711, 65536, 77, 3, 2, 3_000_016);
        assertThat(status.getDouble("allocCoverage")).isEqualTo(0.9);
        assertThat(status.getDouble("liveCoverage")).isNaN();
        assertThat(status.getLong("ownMemory")).as("not in a file").isEqualTo(Status.UNKNOWN);
    }

    private static long[] longs(RecordedEvent event, String... fields) {
        return Stream.of(fields).mapToLong(event::getLong).toArray();
    }

    @Test
    void everythingIsLabelledAndDescribed() throws IOException {
        List<EventType> types;
        try (RecordingFile file = new RecordingFile(known())) {
            types = file.readEventTypes().stream()
                    .filter(type -> type.getName().startsWith("oomtrace."))
                    .toList();
        }

        assertThat(types)
                .extracting(type -> type.getName() + " " + type.getLabel() + " " + type.getCategoryNames())
                .containsExactlyInAnyOrder(
                        SITE + " Allocation Site [oomtrace, Memory]",
                        SPAWN + " Thread Spawn Site [oomtrace, Threads]",
                        EXECUTOR + " Executor [oomtrace, Threads]",
                        STATUS + " Status [oomtrace]");
        assertThat(types).allSatisfy(type -> {
            assertThat(type.getDescription()).isNotBlank();
            assertThat(type.getFields()).extracting(ValueDescriptor::getLabel).doesNotContainNull();
            assertThat(type.getFields().stream().map(ValueDescriptor::getLabel).distinct())
                    .as("told apart by their labels")
                    .hasSameSizeAs(type.getFields());
        });
    }

    @Test
    void missionControlShowsLabelsAndUnits() throws IOException {
        Path file = known();
        MissionControl sites = new MissionControl(file, SITE);
        MissionControl spawns = new MissionControl(file, SPAWN);
        MissionControl status = new MissionControl(file, STATUS);

        assertThat(sites.name()).isEqualTo("Allocation Site");
        assertThat(sites.description()).contains("what of it lives");
        assertThat(sites.labels())
                .containsEntry("liveBytes", "Live")
                .containsEntry("liveShare", "Live Share")
                .containsEntry("allocBytesError", "Allocated Error")
                .containsEntry("traceback", "Traceback");
        assertThat(sites.contents())
                .containsEntry("liveBytes", "memory")
                .containsEntry("liveBytesError", "memory")
                .containsEntry("liveShare", "percentage")
                .containsEntry("liveCount", "number")
                .containsEntry("oldest", "number")
                .containsEntry("takenAt", "timestamp")
                .containsEntry("line", "text");
        assertThat(spawns.contents()).containsEntry("rate60s", "frequency").containsEntry("threadsLive", "number");
        assertThat(status.contents())
                .containsEntry("ownCpuTime", "timespan")
                .containsEntry("ownMemory", "memory")
                .containsEntry("allocCoverage", "percentage");

        MissionControl.Event put = sites.events().stream()
                .filter(event -> event.text("line").equals(Captures.PUT))
                .findFirst()
                .orElseThrow();
        assertThat(put.number("liveBytes")).isEqualTo(3_000_016);
        assertThat(put.shown("liveBytes")).isEqualTo("2.86 MiB");
        assertThat(put.shown("liveShare")).isEqualTo("100 %");
        assertThat(spawns.events().get(0).shown("rate10s")).isEqualTo("2 Hz");
    }

    @Test
    void everyLineIsWrittenWithItsWholeStack() throws IOException {
        Path file = folder.resolve("many.jfr");
        Capture many = new Capture(1, List.of(), Captures.manyLines(600, 90), Captures.threads(), null);
        SnapshotRecording.write(many, file);

        List<RecordedEvent> sites = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(SITE))
                .toList();
        assertThat(sites).hasSize(1200);
        assertThat(sites)
                .extracting(event -> event.getString("traceback").split(" < ").length)
                .containsOnly(90);
    }

    @Test
    void theBytesAreThoseOfAFile() throws IOException {
        Path file = folder.resolve("bytes.jfr");
        Files.write(file, SnapshotRecording.bytes(Captures.known()));

        assertThat(RecordingFile.readAllEvents(file)).hasSize(5);
    }

    @Test
    void aFileThatCannotBeWrittenIsAnError() {
        assertThatThrownBy(() -> SnapshotRecording.write(Captures.known(), folder.resolve("none/known.jfr")))
                .isInstanceOf(NoSuchFileException.class);
    }
}

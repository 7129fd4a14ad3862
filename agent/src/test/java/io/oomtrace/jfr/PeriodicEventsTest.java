package io.oomtrace.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeriodicEventsTest {
    private static final String SITE = "oomtrace.AllocationSite";
    private static final String STATUS = "oomtrace.Status";

    @TempDir
    Path folder;

    private final Source source = new Source();

    /** Counts how often it is asked. */
    private static final class Source implements EventSource {
        private final AtomicInteger allocations = new AtomicInteger();
        private final AtomicInteger statuses = new AtomicInteger();
        private volatile Snapshot snapshot = Captures.allocations();

        @Override
        public Snapshot allocations() {
            allocations.incrementAndGet();
            return snapshot;
        }

        @Override
        public Snapshot threads() {
            return Captures.threads();
        }

        @Override
        public Status status() {
            statuses.incrementAndGet();
            Engine engine = new Engine("jvm", true, Map.of());
            return new Status(Instant.now(), "1", 1, engine, List.of(), engine, Values.zero(1), 0, 0, 0, 0);
        }

        @Override
        public List<String> blameSkip() {
            return List.of();
        }
    }

    private List<RecordedEvent> dumped(Recording recording, String name) throws IOException {
        Path file = folder.resolve("dumped.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    @Test
    void aRecordingThatRunsAlreadyIsReadAtOnceAndThenByItsPeriod() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(STATUS).withPeriod(Duration.ofMillis(50));
            recording.start();
            try (PeriodicEvents events = PeriodicEvents.begin(source)) {
                events.catchUp();
                assertThat(dumped(recording, SITE)).hasSize(2);
                events.catchUp();
                assertThat(source.allocations).as("only once").hasValue(1);
                await().until(() -> source.statuses.get() > 5);
            }
            assertThat(dumped(recording, STATUS)).hasSizeGreaterThan(5);
        }
    }

    @Test
    void soIsOneThatBeginsLater() throws IOException {
        FlightRecorder.getFlightRecorder();
        try (PeriodicEvents events = PeriodicEvents.begin(source)) {
            events.catchUp();
            assertThat(source.allocations).as("nobody records").hasValue(0);
            for (int i = 1; i <= 2; i++) {
                try (Recording recording = new Recording()) {
                    recording.start();
                    events.catchUp();
                    assertThat(dumped(recording, SITE)).hasSize(2);
                    assertThat(source.allocations).hasValue(i);
                }
            }
        }
    }

    @Test
    void whatARecordingDoesNotWantIsNotRead() throws IOException {
        try (Recording recording = new Recording()) {
            recording.disable(SITE);
            recording.start();
            try (PeriodicEvents events = PeriodicEvents.begin(source)) {
                events.catchUp();
                assertThat(source.allocations).hasValue(0);
                assertThat(dumped(recording, SITE)).isEmpty();
                assertThat(dumped(recording, STATUS)).hasSize(1);
            }
        }
    }

    @Test
    void everyChunkMeansItsBeginningAndItsEnd() throws IOException {
        FlightRecorder.getFlightRecorder();
        try (PeriodicEvents events = PeriodicEvents.begin(source);
                Recording recording = new Recording()) {
            events.catchUp();
            recording.enable(SITE).with("period", "everyChunk");
            recording.start();
            assertThat(source.allocations).hasValue(1);
            recording.stop();
            assertThat(source.allocations).hasValue(2);
            assertThat(dumped(recording, SITE)).hasSize(4);
        }
    }

    @Test
    void afterwardsNothingIsLeftOfThemUntilTheyBeginAgain() throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(STATUS).withPeriod(Duration.ofMillis(10));
            recording.start();
            for (int i = 0; i < 3; i++) {
                PeriodicEvents events = PeriodicEvents.begin(source);
                int before = source.statuses.get();
                await().until(() -> source.statuses.get() > before);
                events.close();
                int read = source.statuses.get();
                events.catchUp();
                assertThat(FlightRecorder.getFlightRecorder().getEventTypes())
                        .extracting(EventType::getName)
                        .noneMatch(name -> name.startsWith("oomtrace."));
                assertThat(dumped(recording, STATUS)).hasSize(read);
                assertThat(source.statuses).hasValue(read);
            }
        }
    }

    @Test
    void theLinesThatHaveMostAreReadAndNoMore() throws IOException {
        source.snapshot = Captures.manyLines(2000, 90);
        try (Recording recording = new Recording()) {
            recording.start();
            try (PeriodicEvents events = PeriodicEvents.begin(source)) {
                events.catchUp();
                List<RecordedEvent> sites = dumped(recording, SITE);
                assertThat(sites)
                        .extracting(event -> event.getString("line"))
                        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1951, 2000)
                                .boxed()
                                .flatMap(line -> Stream.of(
                                        "com.acme.Keeps.make(Line.java:" + line + ")",
                                        "com.acme.Makes.make(Line.java:" + line + ")"))
                                .toList());
                assertThat(sites)
                        .extracting(event -> event.getString("traceback"))
                        .allMatch(stack -> stack.split(" < ").length == 33 && stack.endsWith(" < ..."));
            }
        }
    }

    @Test
    void aReadingThatFailsIsCounted() throws IOException {
        source.snapshot = null;
        try (Recording recording = new Recording()) {
            recording.start();
            try (PeriodicEvents events = PeriodicEvents.begin(source)) {
                events.catchUp();
                assertThat(dumped(recording, SITE)).isEmpty();
                assertThat(dumped(recording, STATUS))
                        .extracting(event -> event.getLong("readingsFailed"))
                        .containsExactly(1L);
            }
        }
    }
}

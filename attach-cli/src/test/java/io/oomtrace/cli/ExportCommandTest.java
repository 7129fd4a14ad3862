package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.export.ExportFormat;
import io.oomtrace.export.SnapshotFile;
import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Capture;
import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Files in the formats of other tools, out of saved snapshots. */
class ExportCommandTest {
    private static final String STACK = "com.acme.Cache.put:42;com.acme.log.Log.copy:3";

    private static final List<String> MEMORY_METRICS =
            List.of("live_bytes", "live_count", "alloc_bytes", "alloc_count");
    private static final List<String> THREAD_METRICS = List.of(
            "threads_started",
            "threads_live",
            "rate_peak",
            "executors_never_shut_down",
            "executors_created",
            "rate_1s",
            "rate_10s",
            "rate_60s",
            "threads_live_peak",
            "executors_live",
            "executors_shut_down",
            "executors_terminated",
            "executors_garbage");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path before;
    private Path after;
    private Path exported;

    @BeforeEach
    void save() throws IOException {
        before = Files.write(folder.resolve("before.oomtrace"), SnapshotFile.write(capture(1024)));
        after = Files.write(folder.resolve("after.oomtrace"), SnapshotFile.write(capture(4096)));
        exported = folder.resolve("exported");
    }

    /** With all that agents measure. */
    private static Capture capture(double liveBytes) {
        CallStack stack = CallStack.of(
                List.of(
                        new Frame("com.acme.log.Log", "copy", "Log.java", 3),
                        new Frame("com.acme.Cache", "put", "Cache.java", 42)),
                false);
        return new Capture(
                4711,
                List.of("com.acme.log"),
                snapshot(
                        MEMORY_METRICS,
                        new Site(stack, "byte[]", "main", 0, Values.exact(liveBytes, 2, 0, 0)),
                        new Site(stack, "byte[]", "main", Values.exact(0, 0, 10 * liveBytes, 20))),
                snapshot(
                        THREAD_METRICS,
                        new Site(
                                stack,
                                "java.lang.Thread",
                                "main",
                                Values.exact(7, 3, 1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0))),
                null);
    }

    private static Snapshot snapshot(List<String> metrics, Site... sites) {
        return new Snapshot(
                Instant.parse("2026-11-01T12:00:00Z"),
                new Engine("jvm", true, Map.of("interval_bytes", 65536)),
                List.of(),
                metrics.stream().map(ExportCommandTest::metric).toList(),
                List.of(sites));
    }

    private static Metric metric(String name) {
        Metric.Unit unit = name.endsWith("_bytes")
                ? Metric.Unit.BYTES
                : name.startsWith("rate_") ? Metric.Unit.PER_SECOND : Metric.Unit.COUNT;
        return new Metric(name, unit, false);
    }

    private int export(Object... words) {
        List<String> arguments = new ArrayList<>(List.of("export"));
        for (Object word : words) {
            arguments.add(word.toString());
        }
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsWritten(ExportFormat format) {
        assertThat(export(before, "--format=" + format.label(), "-o", exported)).isZero();
        assertThat(out.toString()).isEqualTo("saved to " + exported + System.lineSeparator());
        assertThat(exported).isNotEmptyFile();
    }

    @Test
    void whatIsWrittenIsWhatIsAnswered() {
        assertThat(export(after, "--format=collapsed", "--output=" + exported)).isZero();
        assertThat(exported).hasContent(STACK + " 4096");
    }

    @Test
    void twoAreADifference() {
        assertThat(export(before, after, "--format=collapsed", "-o", exported)).isZero();
        assertThat(exported).hasContent(STACK + " 1024 4096");
        assertThat(export(before, after, "--format=flamegraph", "-o", exported, "--force"))
                .isZero();
        assertThat(exported).content().contains("change of live_bytes +3.0 KiB: 1.0 KiB at ");
    }

    @Test
    void threadsAndFiltersAreAsElsewhere() {
        assertThat(export(before, "--format=csv", "--threads", "--by=class", "-o", exported))
                .isZero();
        assertThat(exported)
                .content()
                .startsWith("rank,class,threads_started,threads_live,")
                .contains("1,com.acme.Cache,7,3,");
        assertThat(export(before, "--format=collapsed", "--exclude=com.acme.**", "--force", "-o", exported))
                .isZero();
        assertThat(exported).isEmptyFile();
    }

    @Test
    void profilesOfPprofAreOfMemoryOrOfThreads() throws IOException {
        assertThat(export(before, "--format=pprof", "-o", exported)).isZero();
        assertThat(unzipped()).contains("inuse_space", "alloc_objects", "com.acme.Cache.put");
        assertThat(export(before, "--format=pprof", "--exclude=com.acme.*", "-o", exported, "--force"))
                .isZero();
        assertThat(unzipped()).contains("inuse_space").doesNotContain("com.acme.Cache.put");
        assertThat(export(before, "--format=pprof", "--threads", "-o", exported, "--force"))
                .isZero();
        assertThat(unzipped()).contains("threadcreate", "com.acme.Cache.put").doesNotContain("inuse_space");
        assertThat(export(before, after, "--format=pprof", "-o", exported, "--force"))
                .isZero();
        assertThat(unzipped()).contains("inuse_space", "com.acme.Cache.put");
        assertThat(export(after, after, "--format=pprof", "-o", exported, "--force"))
                .isZero();
        assertThat(unzipped()).contains("inuse_space").doesNotContain("com.acme.Cache.put");
    }

    private String unzipped() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(exported))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void recordingsHaveMemoryAndThreads() throws IOException {
        assertThat(export(after, "--format=jfr", "-o", exported)).isZero();
        assertThat(RecordingFile.readAllEvents(exported))
                .extracting(event -> event.getEventType().getName())
                .contains("oomtrace.AllocationSite", "oomtrace.ThreadSpawnSite");
    }

    @Test
    void whatIsThereStays() throws IOException {
        Files.writeString(exported, "mine");
        assertThat(export(before, "--format=json", "-o", exported)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "oomtrace: cannot write " + exported + ": it is there already; give another name, or --force");
        assertThat(exported).hasContent("mine");
    }

    @Test
    void whatAFormatCannotTellIsOneSentence() {
        assertThat(export(before, "--format=flamegraph", "--by=line")).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("oomtrace: Flame graphs cannot be grouped by=line;"
                        + " Leave by= out, or ask for by=traceback.");
    }
}

package io.oomtrace.export.metrics;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final String TEXT = "text/plain";
    private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0,*/*;q=0.1";
    private static final CallStack PUT =
            stack("java.util.Arrays.copyOf(Arrays.java:9)", "com.acme.Cache.put(Cache.java:42)");
    private static final String PUT_LINE = "com.acme.Cache.put(Cache.java:42)";
    private static final CallStack START = stack("com.acme.Http.start(Http.java:7)");
    private static final String START_LINE = "com.acme.Http.start(Http.java:7)";

    private final AtomicLong clock = new AtomicLong();
    private final MetricsPage page = new MetricsPage(clock::get);

    @Test
    void everythingIsThere() {
        Exposition metrics =
                ask(Readings.of(allocations(5000, 3000).build(), threads(7, 3).build()));

        assertThat(metrics.value("oomtrace_line_allocated_bytes_total", "line", PUT_LINE))
                .isEqualTo(5000);
        assertThat(metrics.value("oomtrace_line_live_bytes", "line", PUT_LINE)).isEqualTo(3000);
        assertThat(metrics.value("oomtrace_line_live_bytes", "line", "other")).isZero();
        assertThat(metrics.value("oomtrace_allocated_bytes_total")).isEqualTo(5000);
        assertThat(metrics.value("oomtrace_live_bytes")).isEqualTo(3000);
        assertThat(metrics.value("oomtrace_sampling_interval_bytes")).isEqualTo(524_288);
        assertThat(metrics.value("oomtrace_recording")).isEqualTo(1);
        assertThat(metrics.value("oomtrace_coverage_ratio", "of", "alloc_bytes"))
                .isEqualTo(0.9);
        assertThat(metrics.value("oomtrace_line_threads_started_total", "line", START_LINE))
                .isEqualTo(17);
        assertThat(metrics.value("oomtrace_line_threads_live", "line", START_LINE))
                .isEqualTo(8);
        assertThat(metrics.value("oomtrace_threads_started_total", "kind", "platform"))
                .isEqualTo(7);
        assertThat(metrics.value("oomtrace_threads_started_total", "kind", "virtual"))
                .isEqualTo(10);
        assertThat(metrics.value("oomtrace_threads_live", "kind", "platform")).isEqualTo(3);
        assertThat(metrics.value("oomtrace_threads_live", "kind", "virtual")).isEqualTo(5);
        assertThat(metrics.value("oomtrace_executors_created_total")).isEqualTo(6);
        assertThat(metrics.value("oomtrace_executors_never_shut_down")).isEqualTo(4);
        assertThat(metrics.value("oomtrace_executors_live")).isEqualTo(2);
        assertThat(metrics.value("oomtrace_line_executors_created_total", "line", PUT_LINE))
                .isEqualTo(6);
        assertThat(metrics.value("oomtrace_line_executors_never_shut_down", "line", PUT_LINE))
                .isEqualTo(4);
        assertThat(metrics.value("oomtrace_line_executors_live", "line", PUT_LINE))
                .isEqualTo(2);
        assertThat(metrics.value("jvm_memory_used_bytes", "area", "heap")).isEqualTo(1000);
        assertThat(metrics.value("jvm_memory_max_bytes", "area", "heap")).isEqualTo(4000);
        assertThat(metrics.value("jvm_memory_committed_bytes", "area", "nonheap"))
                .isEqualTo(600);
        assertThat(metrics.value("jvm_buffer_pool_used_bytes", "pool", "direct"))
                .isEqualTo(30);
        assertThat(metrics.value("jvm_threads_current")).isEqualTo(12);
        assertThat(metrics.value("jvm_threads_started_total")).isEqualTo(100);
        assertThat(metrics.value("process_resident_memory_bytes")).isEqualTo(5e6);
        assertThat(metrics.value("process_virtual_memory_bytes")).isEqualTo(9e6);
        assertThat(metrics.value("process_cpu_seconds_total")).isEqualTo(1.5);
        assertThat(metrics.value("process_start_time_seconds")).isEqualTo(1_793_534_400);
        assertThat(metrics.value("oomtrace_own_cpu_seconds_total", "part", "sampling"))
                .isEqualTo(0.5);
        assertThat(metrics.value("oomtrace_own_memory_bytes", "part", "metaspace"))
                .isEqualTo(2000);
        assertThat(metrics.value("oomtrace_build_info", "version", "0.1.0", "engine", "instrument"))
                .isEqualTo(1);
    }

    @Test
    void whatIsUnknownIsNotThere() {
        Exposition metrics = ask(
                Readings.unknownProcess(allocations(1, 1).build(), threads(1, 1).build()));

        assertThat(metrics.names())
                .doesNotContain(
                        "process_resident_memory_bytes",
                        "process_virtual_memory_bytes",
                        "process_cpu_seconds_total",
                        "jvm_buffer_pool_used_bytes",
                        "oomtrace_heap_after_collection_bytes",
                        "oomtrace_samples_total");
        assertThat(metrics.by("area", "jvm_memory_max_bytes")).containsOnlyKeys("heap");
        assertThat(metrics.by("of", "oomtrace_coverage_ratio")).containsOnlyKeys("alloc_bytes", "threads_started");
    }

    @Test
    void everyFamilyHasAHelpAndATypeThatFitsItsName() {
        Exposition metrics =
                ask(Readings.of(allocations(1, 1).build(), threads(1, 1).build()));

        assertThat(metrics.helps().keySet()).isEqualTo(metrics.types().keySet()).containsAll(metrics.names());
        assertThat(metrics.types())
                .allSatisfy((name, type) ->
                        assertThat(type).as(name).isEqualTo(name.endsWith("_total") ? "counter" : "gauge"));
    }

    @Test
    void bothFormatsSayTheSame() {
        Reading reading = Readings.of(allocations(10, 5).build(), threads(3, 2).build());
        String openMetrics = write(OPEN_METRICS, reading);

        assertThat(openMetrics)
                .contains("# TYPE oomtrace_build info\n", "# UNIT oomtrace_own_cpu_seconds seconds\n")
                .contains("# UNIT oomtrace_coverage_ratio ratio\n")
                .endsWith("# EOF\n");
        assertThat(Exposition.parse(openMetrics).values())
                .isEqualTo(ask(reading).values());
    }

    @Test
    void namesOfCodeAreEscaped() {
        CallStack odd = CallStack.of(List.of(new Frame("com.acme.Odd\"\\", "a}b{", "Odd.scala", 1)), false);
        CallStack lines = CallStack.of(List.of(new Frame("two\nlines", "go", "", 1)), false);
        Snapshot snapshot = Snapshots.allocations()
                .site(odd, "byte[]", "main", 0, 0, 10, 1)
                .site(lines, "byte[]", "main", 0, 0, 20, 1)
                .build();
        Map<String, Double> byLine =
                ask(Readings.of(snapshot, threads(0, 0).build())).by("line", "oomtrace_line_allocated_bytes_total");

        assertThat(byLine)
                .containsEntry("com.acme.Odd\"\\.a}b{(Odd.scala:1)", 10.0)
                .containsEntry("two?lines.go(Unknown Source)", 20.0);
    }

    @Test
    void countersGoOnAfterAReset() {
        Exposition before = ask(reading(allocations(5000, 0).figures(recording(1, 40)), threads(7, 3)));
        Exposition after = ask(reading(
                allocations(200, 0).figures(recording(2, 2)), threads(1, 1).figures(Map.of("resets", 1L))));

        assertThat(before.value("oomtrace_samples_total")).isEqualTo(40);
        assertThat(after.value("oomtrace_samples_total")).isEqualTo(42);
        assertThat(after.value("oomtrace_allocated_bytes_total")).isEqualTo(5200);
        assertThat(after.value("oomtrace_line_allocated_bytes_total", "line", PUT_LINE))
                .isEqualTo(5200);
        assertThat(after.value("oomtrace_threads_started_total", "kind", "platform"))
                .isEqualTo(8);
        assertThat(after.value("oomtrace_line_threads_started_total", "line", START_LINE))
                .isEqualTo(17 + 11);
        // Two executors lived and are counted on; of six that there are, four are new.
        assertThat(after.value("oomtrace_executors_created_total")).isEqualTo(6 + 4);
        assertThat(after.value("oomtrace_line_executors_created_total", "line", PUT_LINE))
                .isEqualTo(6 + 4);
    }

    @Test
    void linesAreNamedAnewWhenOthersAreToBlame() {
        CallStack logged = stack("com.acme.log.Log.copy(Log.java:3)", PUT_LINE);
        Snapshot allocations = Snapshots.allocations()
                .site(logged, "byte[]", "main", 0, 0, 5000, 1)
                .build();
        Snapshot threads = threads(0, 0).build();
        ask(Readings.of(allocations, threads, List.of()));
        Exposition after = ask(Readings.of(allocations, threads, List.of("com.acme.log")));

        assertThat(after.by("line", "oomtrace_line_allocated_bytes_total"))
                .containsOnly(Map.entry(PUT_LINE, 5000.0), Map.entry("other", 0.0));
    }

    @Test
    void theAnswerOf50000LinesIsAsLongAsThatOfFifty() {
        String of50 = write(TEXT, Readings.of(manyLines(50), manySpawns(50)));
        String of50000 = write(TEXT, Readings.of(manyLines(50_000), manySpawns(4096)));

        assertThat(of50.lines().count()).isLessThan(420);
        assertThat(of50000.lines().count()).isEqualTo(of50.lines().count());
        assertThat(of50000).hasSizeLessThan(64 << 10);
        assertThat(page.lines()).isGreaterThanOrEqualTo(50_000);
    }

    private static Snapshot manyLines(int lines) {
        Snapshots snapshot = Snapshots.allocations();
        for (int line = 0; line < lines; line++) {
            CallStack stack = stack("com.acme.Generated.method(Generated.java:" + line + ")");
            snapshot.site(stack, "byte[]", "main", 0, 0, 1000 + line, 1);
            snapshot.living(stack, "byte[]", "main", 2, 2 * lines - line, 1);
        }
        return snapshot.build();
    }

    private static Snapshot manySpawns(int lines) {
        Snapshots snapshot = Readings.threads();
        for (int line = 0; line < lines; line++) {
            CallStack stack = stack("com.acme.Generated.method(Generated.java:" + line + ")");
            snapshot.site(stack, "platform thread", "main", 1 + line, 2 * lines - line, 0, 0, 0);
            snapshot.site(stack, "java.util.Timer", "main", 0, 0, 1 + line, 2 * lines - line, 1);
        }
        return snapshot.build();
    }

    private static Snapshots allocations(double allocated, double live) {
        return Snapshots.allocations()
                .site(PUT, "byte[]", "main", 0, 0, allocated, 1)
                .living(PUT, "byte[]", "main", 2, live, 1);
    }

    private static Snapshots threads(double started, double live) {
        return Readings.threads()
                .site(START, "platform thread", "main", live, started, 0, 0, 0)
                .site(START, "virtual thread", "main", 5, 10, 0, 0, 0)
                .site(PUT, "java.util.Timer", "main", 0, 0, 4, 6, 2);
    }

    private static Map<String, Number> recording(long id, long samples) {
        return Map.of("recording_id", id, "samples", samples);
    }

    private static Reading reading(Snapshots allocations, Snapshots threads) {
        return Readings.of(allocations.build(), threads.build());
    }

    private Exposition ask(Reading reading) {
        return Exposition.parse(write(TEXT, reading));
    }

    private String write(String accept, Reading reading) {
        clock.addAndGet(60_000_000_000L);
        return new String(page.write(accept, () -> reading).body(), StandardCharsets.UTF_8);
    }
}

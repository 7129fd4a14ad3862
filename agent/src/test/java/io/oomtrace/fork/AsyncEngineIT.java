package io.oomtrace.fork;

import static io.oomtrace.fork.KnownLine.array;
import static io.oomtrace.fork.KnownLine.garbage;
import static io.oomtrace.fork.KnownLine.kept;
import static io.oomtrace.fork.program.KnownHoard.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.KnownHoard;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Samples of async-profiler, against allocations known by construction and against those of instrumented code. */
@EnabledOnOs(OS.LINUX)
class AsyncEngineIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/KnownHoard.java");
    private static final String SAMPLING = "port=0,interval=64k,samples_per_second=100000,engine=";
    private static final List<String> METRICS = List.of("alloc_bytes", "alloc_count", "live_bytes", "live_count");

    private static final List<KnownLine> LINES = List.of(
            kept("kept arrays", KEPT, array(1, KEPT_LENGTH)),
            garbage("int arrays", INTS, array(4, INTS_LENGTH)),
            garbage("copies", COPIES, array(1, COPY_LENGTH)));

    @StartedAndAttached
    void itIsRightWithinItsErrorsAndAgreesWithInstrumentedCode(Launch launch, Jdk jdk) {
        Table async = table(launch, jdk, "async");
        Table instrumented = table(launch, jdk, "instrument");
        for (String metric : METRICS) {
            ChiSquared fromTruth = new ChiSquared();
            ChiSquared fromEachOther = new ChiSquared();
            for (KnownLine line : LINES) {
                if (line.of(metric) == 0) {
                    // The last one lives, and may have been sampled.
                    assertThat(row(async, line).value(metric))
                            .isLessThan(0.02 * LINES.get(0).of(metric));
                    continue;
                }
                Table.Row one = row(async, line);
                Table.Row other = row(instrumented, line);
                fromTruth.add(line.marker(), line.of(metric), one.value(metric), one.error(metric));
                fromEachOther.add(
                        line.marker(),
                        Math.round(other.value(metric)),
                        one.value(metric),
                        Math.hypot(one.error(metric), other.error(metric)));
                assertThat(one.value(metric)).as(metric).isCloseTo(line.of(metric), within(0.25 * line.of(metric)));
                assertThat(one.error(metric)).as("error of " + metric).isLessThan(0.2 * line.of(metric));
            }
            assertThat(fromTruth.sum()).as("%s%s", metric, fromTruth).isLessThan(fromTruth.bound());
            assertThat(fromEachOther.sum()).as("%s%s", metric, fromEachOther).isLessThan(fromEachOther.bound());
        }
        assertThat(async.coverage("alloc_bytes")).isCloseTo(1, within(0.2));
    }

    private static Table table(Launch launch, Jdk jdk, String engine) {
        try (ForkedJvm jvm = start(launch, jdk, SAMPLING + engine)) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            oomtrace.post("/gc");
            Table table = oomtrace.table("/snapshot?by=line&limit=1000&format=json");
            assertThat(table.json().at("/engine/name").asString()).isEqualTo(engine);
            assertThat(row(table, LINES.get(0)).json().at("/types/0/type").asString())
                    .isEqualTo("byte[]");
            assertThat(oomtrace.table("/snapshot?by=module&format=json")
                            .top()
                            .get(0)
                            .key())
                    .isEqualTo("test-classes");
            silent(jvm);
            return table;
        }
    }

    @OnEachJdk
    void whatLivesIsOfTheLastLook(Jdk jdk) {
        try (ForkedJvm jvm = start(Launch.STARTED, jdk, SAMPLING + "async")) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            assertThat(oomtrace.table("/snapshot?format=json").total().value("live_bytes"))
                    .isZero();
            oomtrace.post("/gc");
            double live = oomtrace.table("/snapshot?format=json").total().value("live_bytes");
            assertThat(live).isGreaterThan(KEPT * (double) KEPT_LENGTH / 2);
            assertThat(oomtrace.table("/snapshot?format=json").total().value("live_bytes"))
                    .isEqualTo(live);
            // It told what it had references to, and has them no more.
            oomtrace.post("/gc");
            assertThat(oomtrace.table("/snapshot?format=json").total().value("live_bytes"))
                    .isLessThan(live / 4);

            for (String path : List.of("/growth", "/largest", "/diff?ago=10")) {
                HttpResponse<String> refused = oomtrace.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(409);
                assertThat(refused.body()).contains("With engine=async it is not known from moment to moment");
            }
            oomtrace.post("/reset");
            assertThat(oomtrace.table("/snapshot?format=json").total().value("alloc_bytes"))
                    .isLessThan(1 << 20);
            oomtrace.post("/stop");
            oomtrace.post("/start");
            silent(jvm);
        }
    }

    @OnEachJdk
    void takenOutAndBroughtBackItLeavesNothing(Jdk jdk) throws IOException {
        try (ForkedJvm jvm = start(Launch.ATTACHED, jdk, SAMPLING + "async,native=on")) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            for (int round = 1; round <= 6; round++) {
                Endpoint oomtrace = jvm.oomtrace(round);
                assertThat(oomtrace.json("/status").at("/engine").asString()).isEqualTo("async");
                oomtrace.text("/native");
                jvm.attach("command=stop");
                assertThat(Footprint.threadNames(jvm))
                        .noneMatch(name -> name.startsWith("oomtrace") || name.startsWith("Async-profiler"));
                assertThat(recordings(jvm)).isEmpty();
                jvm.attach(SAMPLING + "async,native=on");
            }
            assertThat(recordings(jvm)).isNotEmpty();
            silent(jvm);
        }
    }

    /** That the process has open. */
    private static List<Path> recordings(ForkedJvm jvm) throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(jvm.pid()), "fd"))) {
            return open.filter(file -> {
                        try {
                            return Files.readSymbolicLink(file).toString().contains("recording.jfr");
                        } catch (IOException e) {
                            return false; // Closed meanwhile.
                        }
                    })
                    .toList();
        }
    }

    @OnEachJdk
    void withNativeMemoryBothAreRecorded(Jdk jdk) {
        try (ForkedJvm jvm = start(Launch.STARTED, jdk, SAMPLING + "async,native=on")) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            assertThat(oomtrace.table("/snapshot?format=json").total().value("alloc_bytes"))
                    .isGreaterThan(50 << 20);
            assertThat(oomtrace.table("/native?format=json").total().value("native_alloc_bytes"))
                    .isPositive();
            HttpResponse<String> refused = oomtrace.get("/profile?seconds=1");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("async-profiler is used for engine=async and native=on already");
            silent(jvm);
        }
    }

    private static ForkedJvm start(Launch launch, Jdk jdk, String options) {
        return ForkedJvm.on(jdk)
                .main(KnownHoard.class)
                .jvmArgs("-Xmx512m")
                .agent(launch, options)
                .start();
    }

    private static Table.Row row(Table table, KnownLine line) {
        String place = SourceLine.marked(SOURCE, "site: " + line.marker()).inParentheses();
        return table.top().stream()
                .filter(row -> row.key().endsWith(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No group for " + line + " at " + place));
    }

    private static void silent(ForkedJvm jvm) {
        jvm.send("end");
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isZero();
        assertThat(exit.stdout()).containsExactly("ready", "done", KEPT + " kept");
        assertThat(exit.foreignStderr()).isEmpty();
    }
}

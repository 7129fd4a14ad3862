package io.oomtrace.fork;

import static io.oomtrace.fork.program.CountedExactly.LENGTHS;
import static io.oomtrace.fork.program.CountedExactly.THREADS;
import static io.oomtrace.fork.program.CountedExactly.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.CountedExactly;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** With {@code exact=} every allocation of a class is counted, on eight threads at once; the JVM's histogram tells. */
class ExactIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/CountedExactly.java");
    private static final Path SOURCES = Repository.file("agent/src/test/java");
    private static final String CLASS = CountedExactly.class.getName();
    private static final String PATH = "/lines?class=" + CLASS;
    private static final int ALL = THREADS * TIMES;

    @StartedAndAttached
    void everyAllocationOfAClassIsCounted(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(CountedExactly.class)
                .jvmArgs("-Xmx1g")
                .agent(launch, "port=0,exact=" + CLASS)
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("done");

            JsonNode lines = oomtrace.json(PATH + "&format=json");
            agreesWithTheHistogram(jvm, lines);
            assertThat(counted(lines, "garbage")).containsExactly(ALL, garbageBytes());
            assertThat(lines.path("total").path("alloc_count").asLong()).isGreaterThan(7L * ALL);
            assertThat(oomtrace.text(PATH)).contains("alloc_count", "allocate", "total");

            oomtrace.post("/reset");
            assertThat(oomtrace.json(PATH + "&format=json")
                            .path("total")
                            .path("alloc_count")
                            .asLong())
                    .isZero();
            oomtrace.post("/stop");
            jvm.send("again");
            jvm.awaitLine("done again");
            assertThat(oomtrace.json(PATH + "&format=json")
                            .path("total")
                            .path("alloc_count")
                            .asLong())
                    .isZero();
            misuse(oomtrace);
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    static Stream<Arguments> layouts() {
        return Jdk.required().stream()
                .flatMap(jdk -> Stream.of(
                                "-XX:-UseCompressedOops",
                                "-XX:-UseCompressedClassPointers",
                                "-XX:ObjectAlignmentInBytes=32",
                                "-XX:+UseCompactObjectHeaders")
                        .filter(flag -> jdk.feature() >= 25 || !flag.contains("Compact"))
                        .map(flag -> Arguments.of(flag, jdk)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("layouts")
    void sizesAreThoseOfTheJvmsLayout(String flag, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(CountedExactly.class)
                .jvmArgs(flag, "-Xmx1g")
                .agent(Launch.STARTED, "port=0,exact=io.oomtrace.fork.program.*")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            agreesWithTheHistogram(jvm, jvm.oomtrace().json(PATH + "&format=json"));
        }
    }

    @StartedAndAttached
    void switchedOnAndOffWhileTheProgramRuns(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(CountedExactly.class)
                .jvmArgs("-Xmx1g")
                .agent(launch, "port=0,sources=" + SOURCES)
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.get(PATH).body()).contains("POST /exact?class=" + CLASS);
            String exact = "/exact?class=" + CLASS;
            assertThat(oomtrace.post(exact + "&method=allocate"))
                    .contains(CLASS + "#allocate")
                    .containsPattern("\"classes_loaded\": [1-9]");
            assertThat(oomtrace.post("/exact?class=com.acme.NotLoaded")).contains("\"classes_loaded\": 0");
            assertThat(oomtrace.get("/lines?class=com.acme.NotLoaded").body()).contains("It would be, but no code");
            jvm.send("go");
            jvm.awaitLine("done");

            JsonNode lines = oomtrace.json(PATH + "&format=json");
            agreesWithTheHistogram(jvm, lines);
            assertThat(counted(lines, "garbage")).containsExactly(ALL, garbageBytes());
            assertThat(lines.path("lines"))
                    .allSatisfy(
                            line -> assertThat(line.path("frame").asString()).contains(".allocate("));
            assertThat(oomtrace.text(PATH)).contains("kept[i] = new Node(); // site: nodes");

            assertThat(oomtrace.delete(exact).statusCode())
                    .as("it is counted by method")
                    .isEqualTo(404);
            assertThat(oomtrace.delete(exact + "&method=allocate").statusCode()).isEqualTo(200);
            assertThat(oomtrace.text("/exact?format=text")).doesNotContain(CLASS);
            jvm.send("again");
            jvm.awaitLine("done again");
            assertThat(counted(oomtrace.json(PATH + "&format=json"), "garbage"))
                    .as("nothing more")
                    .containsExactly(ALL, garbageBytes());
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static void agreesWithTheHistogram(ForkedJvm jvm, JsonNode lines) {
        Map<String, long[]> truth = histogram(jvm);
        assertThat(counted(lines, "nodes")).containsExactly(truth.get(CLASS + "$Node"));
        assertThat(counted(lines, "arrays")).containsExactly(truth.get("[L" + CLASS + "$Node;"));
        assertThat(counted(lines, "clones")).containsExactly(truth.get("[L" + CLASS + "$Box;"));
        assertThat(counted(lines, "grids"))
                .containsExactly(sum(truth.get("[[L" + CLASS + "$Cell;"), truth.get("[L" + CLASS + "$Cell;")));
    }

    private static void misuse(Endpoint oomtrace) {
        assertThat(oomtrace.get("/lines").statusCode()).isEqualTo(400);
        assertThat(oomtrace.get(PATH + "&format=csv").statusCode()).isEqualTo(400);
        assertThat(oomtrace.get("/lines?class=java.lang.Nothing").statusCode()).isEqualTo(404);
        assertThat(oomtrace.get(PATH.substring(0, PATH.length() - 1)).body()).contains("Did you mean " + CLASS);
    }

    /** Allocations and bytes of the line so marked. */
    private static long[] counted(JsonNode lines, String marker) {
        int number = SourceLine.marked(SOURCE, "site: " + marker).number();
        for (JsonNode line : lines.path("lines")) {
            if (line.path("line").asInt() == number) {
                return new long[] {
                    line.path("alloc_count").asLong(), line.path("alloc_bytes").asLong()
                };
            }
        }
        throw new AssertionError("line " + number + " is not in " + lines);
    }

    /** By class: instances and bytes. */
    private static Map<String, long[]> histogram(ForkedJvm jvm) {
        Map<String, long[]> instances = new HashMap<>();
        for (String line : jvm.jdkTool("jcmd", "GC.class_histogram")) {
            List<String> columns = Arrays.asList(line.trim().split("\\s+"));
            if (columns.size() >= 4
                    && columns.get(0).endsWith(":")
                    && columns.get(3).contains(CLASS)) {
                instances.put(
                        columns.get(3), new long[] {Long.parseLong(columns.get(1)), Long.parseLong(columns.get(2))});
            }
        }
        return instances;
    }

    private static long garbageBytes() {
        long bytes = 0;
        for (int i = 0; i < TIMES; i++) {
            bytes += 16 + 4 * i % LENGTHS + 7 & ~7;
        }
        return THREADS * bytes;
    }

    private static long[] sum(long[] a, long[] b) {
        return new long[] {a[0] + b[0], a[1] + b[1]};
    }
}

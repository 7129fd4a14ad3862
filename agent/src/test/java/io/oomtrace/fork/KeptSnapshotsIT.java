package io.oomtrace.fork;

import static io.oomtrace.fork.program.Hoarder.LENGTH;
import static io.oomtrace.fork.program.Hoarder.MORE;
import static io.oomtrace.fork.program.Hoarder.STEADY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.Hoarder;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a program has come to hold since a snapshot was kept of it is known by construction. */
class KeptSnapshotsIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/Hoarder.java");

    /** An array and its header, one step of growth. */
    private static final double GROWTH = MORE * (16.0 + LENGTH);

    @StartedAndAttached
    void theDifferenceIsWhatTheProgramHasDone(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Hoarder.class)
                .jvmArgs("-Xmx512m")
                .agent(launch, "port=0,interval=64k,samples_per_second=10000")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("holding " + STEADY);
            jvm.send("more");
            jvm.awaitLine("holding " + (STEADY + MORE));
            oomtrace.post("/gc");
            oomtrace.post("/snapshots?name=before");
            jvm.send("more");
            jvm.awaitLine("holding " + (STEADY + 2 * MORE));
            oomtrace.post("/gc");
            oomtrace.post("/snapshots?name=after");
            grownByOneStep(oomtrace.json("/diff?from=before&to=after&format=json"));
            grownByOneStep(oomtrace.json("/diff?from=before&format=json"));
            shrunkByOneStep(oomtrace.json("/diff?from=now&to=before&format=json"));

            List<String> answers = List.of("", "&format=json", "&by=traceback", "&format=csv", "&format=collapsed");
            for (String format : answers) {
                assertThat(oomtrace.text("/diff?from=before&to=after" + format)).contains("Hoarder.main");
            }
            assertThat(oomtrace.text("/snapshot?by=module")).contains("test-classes");
            assertThat(oomtrace.json("/status").at("/own/snapshots_kept_bytes").asLong())
                    .isEqualTo(oomtrace.json("/snapshots").at("/bytes").asLong())
                    .isPositive();
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static void grownByOneStep(JsonNode diff) {
        JsonNode first = onlyChange(diff);
        assertThat(first.at("/live_bytes").asDouble()).isCloseTo(GROWTH, within(GROWTH / 4));
        assertThat(first.at("/live_bytes_error").asDouble()).isBetween(GROWTH / 1000, GROWTH / 5);
        assertThat(first.at("/alloc_bytes").asDouble()).isCloseTo(GROWTH, within(GROWTH / 4));
        assertThat(first.at("/live_bytes_after").asDouble()).isCloseTo(2 * GROWTH, within(GROWTH / 2));
    }

    private static void shrunkByOneStep(JsonNode diff) {
        assertThat(onlyChange(diff).at("/live_bytes").asDouble()).isCloseTo(-GROWTH, within(GROWTH / 4));
    }

    /** The line that holds what stays is not among the changes, nor is what the endpoint itself has allocated. */
    private static JsonNode onlyChange(JsonNode diff) {
        String line = SourceLine.marked(SOURCE, "site: more").inParentheses();
        JsonNode first = diff.at("/top/0");
        assertThat(first.at("/key").asString()).endsWith("Hoarder.main" + line);
        assertThat(diff.at("/top").valueStream().map(group -> group.at("/key").asString()))
                .noneMatch(key ->
                        key.contains(SourceLine.marked(SOURCE, "site: steady").inParentheses()));
        return first;
    }
}

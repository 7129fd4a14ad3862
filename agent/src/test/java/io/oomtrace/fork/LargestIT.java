package io.oomtrace.fork;

import static io.oomtrace.fork.program.LargeThings.BYTES;
import static io.oomtrace.fork.program.LargeThings.ELEMENTS;
import static io.oomtrace.fork.program.LargeThings.FULL;
import static io.oomtrace.fork.program.LargeThings.LISTS;
import static io.oomtrace.fork.program.LargeThings.REFERENCES;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.LargeThings;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What is large is known by construction. */
class LargestIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/LargeThings.java");

    @StartedAndAttached
    void largeArraysAndCollectionsAreFoundWithTheirElements(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(LargeThings.class)
                .agent(launch, "port=0,interval=1k,samples_per_second=10000,max_live=100000")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("kept");
            oomtrace.post("/gc");

            JsonNode largest = oomtrace.json("/largest?limit=2&format=json");
            assertThat(largest.at("/min_bytes").asInt()).isEqualTo(1 << 20);
            isTheSame(largest.at("/top/0"), "byte[]", BYTES, "site: bytes");
            assertThat(largest.at("/top/0/bytes").asInt()).isEqualTo(BYTES + 16);
            assertThat(largest.at("/top/0/elements").isNull()).isTrue();
            isTheSame(largest.at("/top/1"), "java.lang.Object[]", REFERENCES, "site: references");
            assertThat(largest.at("/top/1/elements").asInt()).isEqualTo(FULL);

            int least = 4 * ELEMENTS;
            JsonNode all = oomtrace.json("/largest?min=" + least + "&limit=100000&format=json");
            assertThat(StreamSupport.stream(all.at("/top").spliterator(), false)
                            .filter(object -> object.at("/traceback/0")
                                    .asString()
                                    .endsWith(SourceLine.marked(SOURCE, "site: lists")
                                            .inParentheses())))
                    .hasSizeBetween(1, LISTS)
                    .allMatch(list -> list.at("/type").asString().equals("java.util.ArrayList"))
                    .allMatch(list -> list.at("/elements").asInt() == ELEMENTS)
                    .allMatch(list -> list.at("/length").isNull());
            assertThat(oomtrace.text("/largest?min=10m")).contains("1 of 1", "50,000,000", "byte[] on main");
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static void isTheSame(JsonNode object, String type, int length, String site) {
        assertThat(object.at("/type").asString()).isEqualTo(type);
        assertThat(object.at("/length").asInt()).isEqualTo(length);
        assertThat(object.at("/age").asInt()).isPositive();
        assertThat(object.at("/tracked").asDouble()).isGreaterThan(0.99);
        assertThat(object.at("/thread").asString()).isEqualTo("main");
        assertThat(object.at("/traceback/0").asString())
                .endsWith(SourceLine.marked(SOURCE, site).inParentheses());
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.SlowLeak;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A megabyte a second that is kept is found under a thousand times as much that is not, in two minutes at most. */
class GrowthIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/SlowLeak.java");

    @OnEachJdk
    void aSlowLeakUnderMuchGarbageIsFirst(Jdk jdk) {
        String leak = SourceLine.marked(SOURCE, "site: slow leak").inParentheses();
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(SlowLeak.class)
                .jvmArgs("-Xmx768m")
                .agent(Launch.STARTED, "port=0")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            assertThat(oomtrace.text("/growth")).contains("no garbage has been collected");
            jvm.send("go");
            jvm.awaitLine("leaking");
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        JsonNode first = oomtrace.json("/growth?format=json").at("/top/0");
                        return first.at("/key").asString("").endsWith("SlowLeak.leak" + leak);
                    });
            assertThat(oomtrace.json("/growth?by=type&format=json")
                            .at("/top/0/key")
                            .asString())
                    .isEqualTo("byte[]");
            assertThat(oomtrace.get("/growth?sort=live_bytes").statusCode()).isEqualTo(400);
        }
    }
}

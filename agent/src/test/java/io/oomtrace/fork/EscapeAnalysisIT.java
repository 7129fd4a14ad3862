package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.ShortLived;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Objects that the compiler keeps off the heap without the agent, it keeps off the heap with the agent. */
class EscapeAnalysisIT {
    private static final String NONE = "bytes an object: 0";

    @OnEachJdk
    void theCompilerKeepsThemOffTheHeap(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).main(ShortLived.class).start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            assertThat(jvm.stdout()).contains(NONE);
        }
    }

    @StartedAndAttached
    void soItDoesBesideTheJvmsOwnSampler(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(ShortLived.class)
                .agent(launch, "port=0,engine=jvm")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            assertThat(jvm.stdout()).contains(NONE);
        }
    }

    @StartedAndAttached
    void soItDoesInInstrumentedCode(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(ShortLived.class)
                .agent(launch, "port=0,engine=instrument")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            assertThat(jvm.stdout()).contains(NONE);
            Endpoint oomtrace = jvm.oomtrace();
            JsonNode status = oomtrace.json("/status");
            assertThat(status.at("/instrumentation/objects_handed_over").asString())
                    .isEqualTo("on_stack");
            await("a sample of what is not on the heap")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> oomtrace.json("/status")
                                    .at("/allocations/samples_eliminated")
                                    .asLong()
                            > 0);
        }
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.ShortLived;
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
    void soItDoesWithTheAgent(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).main(ShortLived.class).agent(launch, "port=0").start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            assertThat(jvm.stdout()).contains(NONE);
            JsonNode status = jvm.oomtrace().json("/status");
            assertThat(status.at("/instrumentation/objects_handed_over").asString())
                    .isEqualTo("on_stack");
            assertThat(status.at("/allocations/samples_eliminated").asLong()).isPositive();
        }
    }
}

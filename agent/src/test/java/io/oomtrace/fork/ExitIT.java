package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.SlowGoodbye;

/** The endpoint answers as long as the application has something to do. */
class ExitIT {
    @StartedAndAttached
    void shutdownHooksCanBeWatched(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(SlowGoodbye.class)
                .agent(launch, "port=0")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("end");
            jvm.awaitLine("going");
            assertThat(oomtrace.text("/threads?by=thread")).contains("total");
            assertThat(oomtrace.text("/status")).contains("recording");
            jvm.send("go");
            assertThat(jvm.awaitExit().code()).isEqualTo(7);
        }
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.Overflowing;

/** Samples taken where the stack is about to end, by either engine: the program sees its own errors and no others. */
class StackOverflowIT {
    @StartedAndAttached
    void theJvmsOwnSampler(Launch launch, Jdk jdk) {
        overflow(launch, jdk, "jvm");
    }

    @StartedAndAttached
    void instrumentedCode(Launch launch, Jdk jdk) {
        overflow(launch, jdk, "instrument");
    }

    private static void overflow(Launch launch, Jdk jdk, String engine) {
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(Overflowing.class)
                .jvmArgs("-Xmx256m", "-Xss512k")
                .agent(launch, "port=0,interval=16k,samples_per_second=1000000,engine=" + engine);
        try (ForkedJvm jvm = declared.start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("caught 100");
            Endpoint oomtrace = jvm.oomtrace();
            assertThat(oomtrace.json("/status").at("/engine").asString()).isEqualTo(engine);
            assertThat(oomtrace.json("/status").at("/allocations/samples").asLong())
                    .isGreaterThan(5_000);
            jvm.send("end");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.code()).isZero();
            assertThat(exit.foreignStderr()).isEmpty();
        }
    }
}

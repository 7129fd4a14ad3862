package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.BusyService;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the collector, the layout of objects, the compiler and the stacks of throwables: the program is right and
 * the agent names its lines.
 */
class CollectorsIT {
    static Stream<Arguments> jvms() {
        return Jdk.required().stream()
                .flatMap(jdk -> Stream.of(
                                "-XX:+UseSerialGC",
                                "-XX:+UseParallelGC",
                                "-XX:+UseG1GC",
                                "-XX:+UseZGC",
                                "-XX:+UseShenandoahGC",
                                "-XX:-UseCompressedOops",
                                "-Xint",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:off",
                                "-XX:-StackTraceInThrowable",
                                "-XX:MaxJavaStackTraceDepth=16",
                                "-XX:MaxJavaStackTraceDepth=1000000")
                        .flatMap(
                                flag -> Stream.of("jvm", "instrument").map(engine -> Arguments.of(flag, engine, jdk))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("jvms")
    void theProgramIsRightAndTheAgentNamesItsLines(String flag, String engine, Jdk jdk) throws Exception {
        Assumptions.assumeTrue(has(jdk, flag), jdk + " has no " + flag);
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(BusyService.class)
                .jvmArgs(flag, "-Xmx256m")
                .agent(Launch.STARTED, "port=0,engine=" + engine);
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            await("a line of the program")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> oomtrace.table("/snapshot?by=line&sort=alloc_bytes&format=json").top().stream()
                            .anyMatch(row -> row.key().contains(BusyService.class.getName() + ".work(")));
            assertThat(oomtrace.json("/status").at("/engine").asString()).isEqualTo(engine);
            assertThat(oomtrace.json("/status")
                            .at("/instrumentation/call_stacks")
                            .asString())
                    .isEqualTo(flag.contains("StackTrace") ? "stack_walker" : "throwable");
            oomtrace.post("/gc"); // refused if the agent had not noticed the collection

            jvm.send("stop");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.stdout()).containsExactly("ready", "wrong 0 of some: true");
            assertThat(exit.foreignStderr()).isEmpty();
            assertThat(exit.oomtraceLines()).hasSize(1);
            assertThat(exit.code()).isZero();
        }
    }

    /** Shenandoah is not in every build. */
    private static boolean has(Jdk jdk, String flag) throws IOException, InterruptedException {
        return !flag.contains("Shenandoah")
                || new ProcessBuilder(jdk.tool("java").toString(), flag, "-version")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }
}

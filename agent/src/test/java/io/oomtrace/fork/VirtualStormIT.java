package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.VirtualStorm;
import java.nio.file.Path;

/**
 * Of virtual threads that start by the hundred thousand each is counted, though few of their stacks are walked, and what they
 * allocate is sampled.
 */
class VirtualStormIT {
    private static final Path STORM = Repository.file("agent/src/test/java/io/oomtrace/fork/program/VirtualStorm.java");

    /** Times the 95 % interval. */
    private static final double SURELY = 2.5;

    @StartedAndAttached(since = 21)
    void eachIsCountedAndSitesHaveTheirShare(Launch launch, Jdk jdk) {
        eachIsCounted(launch, jdk);
    }

    /** docs/troubleshooting.md has these options. */
    @StartedAndAttached(since = 21)
    void thatTheJvmDoesNotReportThemToAgentsChangesNothing(Launch launch, Jdk jdk) {
        eachIsCounted(launch, jdk, "-XX:+UnlockExperimentalVMOptions", "-XX:-DoJVMTIVirtualThreadTransitions");
    }

    private static void eachIsCounted(Launch launch, Jdk jdk, String... jvmOptions) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .jvmArgs(jvmOptions)
                .main(VirtualStorm.class)
                .agent(launch, "port=0,interval=64k,samples_per_second=5000")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("over");

            Table.Row all = oomtrace.table("/threads?by=type&format=json").row("virtual thread");
            assertThat(all.value("threads_started")).isEqualTo(VirtualStorm.THREADS);
            Table byLine = oomtrace.table("/threads?by=line&sort=threads_started&limit=100&format=json");
            double often = started(byLine, "often");
            double seldom = started(byLine, "seldom");
            assertThat(often / (often + seldom)).isCloseTo(0.75, within(0.1));
            assertThat(often + seldom).isCloseTo(VirtualStorm.THREADS, within(0.01 * VirtualStorm.THREADS));
            Table.Row allocated = oomtrace.table("/snapshot?by=line&limit=100&format=json").top().stream()
                    .filter(row -> row.key().endsWith(line("in a virtual thread")))
                    .findFirst()
                    .orElseThrow();
            double truth = VirtualStorm.THREADS * (double) KnownLine.array(1, VirtualStorm.BYTES);
            assertThat(allocated.error("alloc_bytes")).isBetween(0.01 * truth, 0.1 * truth);
            assertThat(allocated.value("alloc_bytes"))
                    .isCloseTo(truth, within(SURELY * allocated.error("alloc_bytes")));
            await().until(() -> oomtrace.table("/threads?by=type&format=json")
                            .row("virtual thread")
                            .value("threads_live")
                    == 0);
            jvm.send("end");
            assertThat(jvm.awaitExit().code()).isZero();
        }
    }

    private static double started(Table table, String site) {
        String line = line(site);
        return table.top().stream()
                .filter(row -> row.key().endsWith(line))
                .mapToDouble(row -> row.value("threads_started"))
                .sum();
    }

    private static String line(String site) {
        return SourceLine.marked(STORM, "site: " + site).inParentheses();
    }
}

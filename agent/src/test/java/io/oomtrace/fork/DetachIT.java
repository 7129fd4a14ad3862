package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.BusyService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent attached and stopped many times under load: the answers stay, and nothing grows with the count. */
class DetachIT {
    private static final int ROUNDS = 20;

    /** Rounds between two measurements, which take seconds each. */
    private static final int MEASURED = 5;

    /** By then whatever is loaded once is loaded, in the agent, the JVM and the program. */
    private static final int SETTLED = 5;

    @OnEachJdk
    void nothingGrowsWithTheNumberOfAttachments(Jdk jdk) {
        List<Footprint> footprints = new ArrayList<>();
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).main(BusyService.class).jvmArgs("-Xmx256m").start()) {
            jvm.awaitReady();
            for (int round = 1; round <= ROUNDS; round++) {
                jvm.attach("port=0");
                Endpoint oomtrace = jvm.oomtrace(round);
                await("samples of the program in round " + round)
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> namesTheProgram(oomtrace));
                jvm.attach("command=stop");
                assertThat(Footprint.threadNames(jvm)).noneMatch(name -> name.startsWith("oomtrace"));
                assertThat(oomtrace.isOpen()).isFalse();
                if (round % MEASURED == 0) {
                    footprints.add(Footprint.of(jvm));
                }
            }
            jvm.send("stop");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.stdout()).contains("wrong 0 of some: true");
            assertThat(exit.code()).isZero();
            assertThat(exit.foreignStderr()).isEmpty();
        }
        Footprint settled = footprints.get(SETTLED / MEASURED - 1);
        Footprint last = footprints.get(ROUNDS / MEASURED - 1);
        assertThat(last.threads()).as("threads, %s", footprints).isEqualTo(settled.threads());
        assertThat(last.classes()).as("classes, %s", footprints).isLessThan(settled.classes() + ROUNDS - SETTLED);
        assertThat(last.metaspaceKib()).as("metaspace, %s", footprints).isLessThan(settled.metaspaceKib() * 1.05);
    }

    private static boolean namesTheProgram(Endpoint oomtrace) {
        return oomtrace.table("/snapshot?by=class&sort=alloc_bytes&format=json").top().stream()
                .anyMatch(row -> row.key().contains(BusyService.class.getName()));
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.BusyService;
import java.time.Duration;

/** The agent attached and stopped many times under load: the answers stay, and nothing grows with the count. */
class DetachIT {
    private static final int ROUNDS = 20;

    /** By then whatever is loaded once is loaded; what comes last are the classes by which JDK 17 speeds up reflection. */
    private static final int SETTLED = 8;

    /**
     * For the lambdas of redefined classes, which the JDK makes anew and keeps, and for the old versions of a few classes
     * that JDK 25 keeps because their native methods are compiled. No agent that redefines classes can avoid either.
     */
    private static final double MIB_PER_ROUND = 0.1;

    @OnEachJdk
    void nothingGrowsWithTheNumberOfAttachments(Jdk jdk) {
        Footprint settled = null;
        Footprint last;
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
                if (round == SETTLED) {
                    settled = Footprint.settled(jvm);
                }
            }
            last = Footprint.settled(jvm);
            jvm.send("stop");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.stdout()).contains("wrong 0 of some: true");
            assertThat(exit.code()).isZero();
            assertThat(exit.foreignStderr()).isEmpty();
        }
        System.out.printf("%s: after %d rounds %s, after %d %s%n", jdk, SETTLED, settled, ROUNDS, last);
        assertThat(last.threads()).isEqualTo(settled.threads());
        assertThat(last.classes()).isLessThan(settled.classes() + ROUNDS - SETTLED);
        assertThat(last.metaspaceMib())
                .as("metaspace, %s, %s", settled, last)
                .isLessThan(settled.metaspaceMib() + MIB_PER_ROUND * (ROUNDS - SETTLED));
    }

    private static boolean namesTheProgram(Endpoint oomtrace) {
        return oomtrace.table("/snapshot?by=class&sort=alloc_bytes&format=json").top().stream()
                .anyMatch(row -> row.key().contains(BusyService.class.getName()));
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.BusyService;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent attached and stopped many times under load: the answers stay, and nothing grows with the count. */
class DetachIT {
    private static final int ROUNDS = 20;

    /**
     * By then whatever is loaded once is loaded; what comes last are the classes by which JDK 17 speeds up
     * reflection.
     */
    private static final int SETTLED = 8;

    /**
     * For what the JDK keeps of any agent that redefines classes: a class of two kilobytes for each lambda that is linked
     * again (17 a round on 25), and on 25 an old version of each class whose native methods are compiled, which here are
     * Throwable and Double. Seen: 0.05 to 0.08 on 17 and 0.07 to 0.11 on 25. A class loader of ours would be 5.
     */
    private static final double MIB_PER_ROUND = 0.15;

    /**
     * An old version of a class stays as long as compiled code of it does. JDK 17 looks for such code only when
     * enough of the code cache has changed, so that the metaspace goes up for rounds and then down by megabytes; with
     * these it looks at every change. From JDK 20 the collector does it (JDK-8290025), and the options are gone.
     */
    private static final List<String> DROP_UNUSED_CODE_AT_ONCE =
            List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:StartAggressiveSweepingAt=100", "-XX:SweeperThreshold=0");

    @OnEachJdk
    @Execution(ExecutionMode.CONCURRENT)
    void nothingGrowsWithTheNumberOfAttachments(Jdk jdk) {
        Footprint settled = null;
        Footprint last;
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(BusyService.class)
                .jvmArgs("-Xmx256m")
                .jvmArgs(DROP_UNUSED_CODE_AT_ONCE.toArray(String[]::new))
                .start()) {
            jvm.awaitReady();
            for (int round = 1; round <= ROUNDS; round++) {
                jvm.attach(round % 2 == 0 ? "port=0,engine=jvm" : "port=0,engine=instrument");
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

package io.oomtrace.incidents.oomkill;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.incidents.IncidentProcess;
import io.oomtrace.incidents.Jdk;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OomKillTest {
    private static final long MB = 1 << 20;

    @Test
    void holdsTheTargetUntilStandardInputCloses() throws Exception {
        try (IncidentProcess incident =
                IncidentProcess.start(List.of("-Xmx128m"), "oom-kill", "--chunk-mb=7", "--target-mb=50")) {
            incident.awaitReady();

            assertThat(incident.fact("allocated_mb")).isEqualTo("50");
            assertThat(incident.fact("reached")).isEqualTo("true");
            assertThat(incident.lines()).contains("allocated 49 MB of 50 MB", "allocated 50 MB of 50 MB");
            assertThat(Jdk.histogram(incident.pid(), "[B").bytes()).isBetween(50 * MB, 52 * MB);
            assertThat(incident.endByClosingInput()).isZero();
            assertThat(incident.lines()).endsWith("released 50 MB");
        }
    }

    @Test
    void saysHowFarItGotWhenTheHeapIsFull() throws Exception {
        try (IncidentProcess incident =
                IncidentProcess.start(List.of("-Xmx64m"), "oom-kill", "--chunk-mb=10", "--target-mb=1000")) {
            String sentence = incident.awaitLine("OutOfMemoryError");
            incident.awaitReady();

            long reached = incident.number("allocated_mb");
            assertThat(sentence).isEqualTo("OutOfMemoryError after " + reached + " MB of 1000 MB");
            assertThat(incident.fact("reached")).isEqualTo("false");
            assertThat(reached).isBetween(10L, 60L);
            assertThat(Jdk.histogram(incident.pid(), "[B").bytes()).isBetween(reached * MB, (reached + 2) * MB);
            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
        }
    }

    @Test
    void anEmptyStandardInputDoesNotEndIt() throws Exception {
        ProcessBuilder.Redirect nothing = ProcessBuilder.Redirect.from(new File("/dev/null"));
        try (IncidentProcess incident =
                IncidentProcess.start(List.of(), nothing, "oom-kill", "--target-mb=1", "--hold-seconds=100000")) {
            incident.awaitReady();

            assertThat(Jdk.threads(incident.pid(), "main")).isEqualTo(1);
            assertThat(Jdk.threads(incident.pid(), "stdin-watch")).isZero();
            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
        }
    }
}

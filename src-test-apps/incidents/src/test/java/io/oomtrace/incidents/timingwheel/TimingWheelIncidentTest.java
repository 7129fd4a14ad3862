package io.oomtrace.incidents.timingwheel;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.incidents.IncidentProcess;
import io.oomtrace.incidents.Jdk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TimingWheelIncidentTest {
    private static final String CACHE = "io.oomtrace.incidents.timingwheel.TimingWheelCache";
    private static final String EXECUTOR = "java.util.concurrent.ThreadPoolExecutor";

    @Test
    void everyRequestLeavesAThreadAndAnExecutor() throws Exception {
        try (IncidentProcess incident =
                IncidentProcess.start(List.of(), "timing-wheel", "--requests=50", "--per-second=1000")) {
            incident.awaitReady();
            assertThat(incident.fact("handled")).isEqualTo("50");
            assertThat(Jdk.threads(incident.pid(), "timing-wheel")).isEqualTo(50);
            assertThat(Jdk.histogram(incident.pid(), CACHE).instances()).isEqualTo(50);
            long others = Jdk.histogram(incident.pid(), EXECUTOR).instances() - 50;
            assertThat(others).isBetween(0L, 2L);

            assertThat(incident.http("POST", "/requests")).isEqualTo("handled=100");

            assertThat(Jdk.threads(incident.pid(), "timing-wheel")).isEqualTo(100);
            assertThat(Jdk.histogram(incident.pid(), EXECUTOR).instances()).isEqualTo(100 + others);
            assertThat(incident.endByClosingInput()).isZero();
        }
    }

    @Test
    void theFixHasOneOfEach() throws Exception {
        try (IncidentProcess incident =
                IncidentProcess.start(List.of(), "timing-wheel", "--requests=50", "--per-second=1000", "--fixed")) {
            incident.awaitReady();

            assertThat(incident.http("GET", "/")).isEqualTo("handled=50");
            assertThat(Jdk.threads(incident.pid(), "timing-wheel")).isEqualTo(1);
            assertThat(Jdk.histogram(incident.pid(), CACHE).instances()).isEqualTo(1);
            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
        }
    }

    @Test
    void closingTheInputEndsItBeforeAllRequestsAreHandled() throws Exception {
        try (IncidentProcess incident =
                IncidentProcess.start(List.of(), "timing-wheel", "--requests=1000000", "--per-second=1")) {
            assertThat(incident.endByClosingInput()).isZero();
        }
    }
}

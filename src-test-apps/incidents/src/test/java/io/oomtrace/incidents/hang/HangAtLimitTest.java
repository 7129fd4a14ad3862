package io.oomtrace.incidents.hang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.incidents.IncidentProcess;
import io.oomtrace.incidents.Jdk;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HangAtLimitTest {
    @Test
    void beginsOnARequest() throws Exception {
        try (IncidentProcess incident = IncidentProcess.start(
                List.of("-Xmx64m"), "hang-at-limit", "--port=0", "--total-mb=16", "--period-ms=20")) {
            incident.awaitReady();
            assertThat(incident.fact("blocks")).isEqualTo("4096");
            assertThat(incident.http("GET", "/")).isEqualTo("started=false present=0 of=4096");
            assertThat(Jdk.threads(incident.pid(), "fill")).isZero();

            assertThat(incident.http("GET", "/start")).isEqualTo("started");

            for (String name : List.of("fill", "free", "heartbeat")) {
                assertThat(Jdk.threads(incident.pid(), name)).as(name).isEqualTo(1);
            }
            await().until(() -> incident.http("GET", "/").equals("started=true present=4096 of=4096"));
            await().until(() -> !incident.http("GET", "/").equals("started=true present=4096 of=4096"));
            assertThat(Jdk.histogram(incident.pid(), "[B").instances()).isGreaterThan(4096 * 8 / 10);
            incident.awaitLine("heartbeat present=");
            assertThat(incident.http("GET", "/start")).isEqualTo("already started");
            assertThat(Jdk.threads(incident.pid(), "fill")).isEqualTo(1);
            assertThat(incident.endByClosingInput()).isZero();
        }
    }

    @Test
    void theDebugPortIsAnArgumentOfTheJvm() throws Exception {
        String debug = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";
        try (IncidentProcess incident = IncidentProcess.start(List.of(debug), "hang-at-limit", "--port=0")) {
            assertThat(incident.awaitLine("Listening for transport dt_socket")).contains("address:");
            incident.awaitReady();

            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
        }
    }
}

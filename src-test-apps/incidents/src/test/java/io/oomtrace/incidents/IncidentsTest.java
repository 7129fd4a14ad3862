package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void noArgumentsListTheIncidents() {
        assertThat(run()).isZero();
        assertThat(printed(out))
                .contains("oom-kill", "hang-at-limit", "innocent-jvm", "timing-wheel", "parse-at-startup");
        assertThat(printed(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oom-kill", "hang-at-limit", "innocent-jvm", "timing-wheel", "parse-at-startup"})
    void helpTellsTheArgumentsAndHowToRestoreTheReport(String name) {
        assertThat(run(name, "--help")).isZero();
        assertThat(printed(out)).contains("incidents.jar " + name, "--hold-seconds=0", "As in the report", "SIGTERM");
    }

    @Test
    void anUnknownIncidentNamesTheKnownOnes() {
        assertThat(run("oomkill")).isEqualTo(2);
        assertThat(printed(err))
                .isEqualTo("Unknown incident \"oomkill\": the incidents are oom-kill, hang-at-limit, innocent-jvm,"
                        + " timing-wheel, parse-at-startup.\n");
        assertThat(printed(out)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oom-kill", "hang-at-limit", "innocent-jvm", "timing-wheel", "parse-at-startup"})
    void aMisspeltArgumentStartsNothing(String name) {
        assertThat(run(name, "--hold-second=1")).isEqualTo(2);
        assertThat(printed(err)).contains("\"--hold-second\"", "--hold-seconds").hasLineCount(1);
        assertThat(printed(out)).isEmpty();
    }

    @Test
    void aTakenPortIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("hang-at-limit", "--port=" + taken.getLocalPort())).isEqualTo(1);
            assertThat(printed(err))
                    .startsWith("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .contains("give another port")
                    .hasLineCount(1);
        }
    }

    @Test
    void aMissingPythonIsOneSentence() {
        assertThat(run("innocent-jvm", "--python=/nowhere/python3")).isEqualTo(1);
        assertThat(printed(err))
                .startsWith("Cannot run /nowhere/python3")
                .contains("--python=")
                .hasLineCount(1);
    }

    private int run(String... args) {
        return new Incidents(Optional.empty(), new PrintStream(out, true), new PrintStream(err, true))
                .run(List.of(args));
    }

    private static String printed(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

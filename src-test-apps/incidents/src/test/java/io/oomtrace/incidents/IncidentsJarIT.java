package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar as a user starts it. */
@Timeout(120)
class IncidentsJarIT {
    private static final List<String> JAR = List.of(Jdk.tool("java"), "-jar", "target/incidents.jar");

    @Test
    void listsTheIncidents() throws Exception {
        try (IncidentProcess jar = IncidentProcess.start(JAR, ProcessBuilder.Redirect.PIPE)) {
            assertThat(jar.awaitEnd()).isZero();
            assertThat(jar.lines()).anyMatch(line -> line.startsWith("  parse-at-startup "));
        }
    }
}

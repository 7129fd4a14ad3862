package io.oomtrace.incidents.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.incidents.IncidentProcess;
import io.oomtrace.incidents.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ParseAtStartupTest {
    private static final double MB = 1e6;
    private static final String NODE = "io.oomtrace.incidents.parse.DataTree";

    @TempDir
    private Path temporary;

    @Test
    void keepsWhatItParsedAndServesIt() throws Exception {
        try (IncidentProcess incident = start("--scale=1")) {
            incident.awaitReady();

            assertThat(incident.http("GET", "/"))
                    .isEqualTo("nodes=190001 models=60 model_chars=30000000 phrases=19000 record-0=\"\""
                            + " phrase-0=\"reading of phrase 0\"");
            assertThat(Jdk.histogram(incident.pid(), NODE).instances()).isEqualTo(190_001);
            assertThat((double) Jdk.histogram(incident.pid(), "Total").bytes()).isBetween(93 * MB, 103 * MB);
            assertThat(incident.endByClosingInput()).isZero();
        }
    }

    @Test
    void aReloadReplacesTheData() throws Exception {
        try (IncidentProcess incident = start("--scale=0.1")) {
            incident.awaitReady();
            incident.http("POST", "/reload"); // The first request loads what answering needs.
            double before = Jdk.histogram(incident.pid(), "Total").bytes();

            assertThat(incident.http("POST", "/reload")).isEqualTo("reloaded");

            assertThat(Jdk.histogram(incident.pid(), NODE).instances()).isEqualTo(19_001);
            assertThat((double) Jdk.histogram(incident.pid(), "Total").bytes()).isBetween(before - MB, before + MB);
            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
        }
    }

    @Test
    void itsFilesAreGoneOnceRead() throws Exception {
        try (IncidentProcess incident = start("--scale=0.01")) {
            incident.awaitReady();

            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
            assertThat(incident.endByClosingInput()).isZero();
        }
    }

    private IncidentProcess start(String scale) throws Exception {
        return IncidentProcess.start(List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary), "parse-at-startup", scale);
    }
}

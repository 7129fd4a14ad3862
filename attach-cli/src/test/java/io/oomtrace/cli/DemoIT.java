package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo of the README, on what this build has made. */
@Timeout(300)
class DemoIT {
    @Test
    void endsWithTheLineOfSourceThatHoldsTheMemory() throws IOException, InterruptedException {
        ProcessBuilder demo =
                new ProcessBuilder(Path.of("../src-test-apps/demo").toString()).redirectErrorStream(true);
        demo.environment().put("MVN", "true"); // The program `true`: everything is built already.
        Process process = demo.start();
        process.getOutputStream().close();
        String output;
        try (InputStream out = process.getInputStream()) {
            output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().filter(line -> !line.isBlank()))
                .anyMatch(line -> line.startsWith("oomtrace ") && line.contains("http://127.0.0.1:"))
                .anyMatch(line -> line.matches(" +1 .* MiB .*TextFormat\\.parseNode:\\d+"))
                .last()
                .asString()
                .endsWith("// culprit: parse-at-startup #1");
    }
}

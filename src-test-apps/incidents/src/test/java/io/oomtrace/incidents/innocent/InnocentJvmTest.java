package io.oomtrace.incidents.innocent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.incidents.IncidentProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InnocentJvmTest {
    private static final long MB = 1 << 20;

    @BeforeAll
    static void pythonIsHere() throws InterruptedException {
        try {
            Process python = new ProcessBuilder("python3", "--version").start();
            Assumptions.assumeTrue(python.waitFor() == 0, "python3 does not run here: innocent-jvm is not tested");
        } catch (IOException e) {
            Assumptions.abort("there is no python3 here: innocent-jvm is not tested (" + e.getMessage() + ")");
        }
    }

    @Test
    void thePythonParentHoldsTheMemoryAndTheJvmsDoNot() throws Exception {
        try (IncidentProcess incident = start("--threads=5", "--apk-mb=24")) {
            ProcessHandle python = process(incident, "python_pid");
            ProcessHandle tool = process(incident, "tool_pid");

            assertThat(python.parent()).map(ProcessHandle::pid).contains(incident.pid());
            assertThat(tool.parent()).map(ProcessHandle::pid).contains(python.pid());
            assertThat(residentBytes(python.pid())).isBetween(5 * 24 * MB, 5 * 24 * MB + 60 * MB);
            assertThat(residentBytes(tool.pid())).isLessThan(5 * 24 * MB);
            assertThat(residentBytes(incident.pid())).isLessThan(5 * 24 * MB);
            assertThat(incident.lines())
                    .filteredOn(line -> line.startsWith("device "))
                    .hasSize(5);

            assertThat(incident.endByClosingInput()).isZero();
            assertThat(python.isAlive()).isFalse();
            assertThat(tool.isAlive()).isFalse();
        }
    }

    @Test
    void aSignalEndsAllThree() throws Exception {
        try (IncidentProcess incident = start("--threads=2", "--apk-mb=1")) {
            ProcessHandle python = process(incident, "python_pid");
            ProcessHandle tool = process(incident, "tool_pid");

            assertThat(incident.endBySignal()).isEqualTo(128 + 15);
            assertThat(python.isAlive()).isFalse();
            assertThat(tool.isAlive()).isFalse();
        }
    }

    @Test
    void nothingOutlivesAKilledLauncher() throws Exception {
        try (IncidentProcess incident = start("--threads=2", "--apk-mb=1")) {
            ProcessHandle python = process(incident, "python_pid");
            ProcessHandle tool = process(incident, "tool_pid");

            assertThat(incident.kill()).isEqualTo(128 + 9);
            await().until(() -> !python.isAlive() && !tool.isAlive());
        }
    }

    @Test
    void aKilledParentGivesItsExitCodeAndTakesTheToolWithIt() throws Exception {
        try (IncidentProcess incident = start("--threads=2", "--apk-mb=1")) {
            ProcessHandle tool = process(incident, "tool_pid");

            process(incident, "python_pid").destroyForcibly();

            assertThat(incident.awaitEnd()).isEqualTo(137);
            await().until(() -> !tool.isAlive());
        }
    }

    private static IncidentProcess start(String threads, String apk) throws IOException {
        return IncidentProcess.start(List.of("-Xmx32m"), "innocent-jvm", threads, apk)
                .awaitReady();
    }

    private static ProcessHandle process(IncidentProcess incident, String fact) {
        return ProcessHandle.of(incident.number(fact)).orElseThrow();
    }

    private static long residentBytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}

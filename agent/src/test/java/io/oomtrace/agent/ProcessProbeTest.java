package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.export.metrics.JvmFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessProbeTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatLinuxSays() throws IOException {
        Path status = folder.resolve("status");
        String text =
                "Name:\tjav\u00ff\nVmPeak:\t 9999 kB\nVmSize:\t    2048 kB\nVmRSS:\t      1024 kB\nRssAnon:\t 1 kB\n";
        Files.write(status, text.getBytes(StandardCharsets.ISO_8859_1));
        JvmFigures figures = new ProcessProbe(status).read();

        assertThat(figures.residentBytes()).isEqualTo(1 << 20);
        assertThat(figures.virtualBytes()).isEqualTo(2 << 20);
    }

    @Test
    void whatNobodySaysIsUnknown() {
        JvmFigures figures = new ProcessProbe(folder.resolve("none")).read();

        assertThat(figures.residentBytes()).isNaN();
        assertThat(figures.virtualBytes()).isNaN();
        assertThat(figures.heap().getUsed()).isPositive();
        assertThat(figures.bufferPools()).containsKey("direct");
        assertThat(figures.threads().live()).isPositive();
        assertThat(figures.threads().started())
                .isGreaterThanOrEqualTo(figures.threads().live());
        assertThat(figures.cpuSeconds()).isPositive();
        assertThat(figures.startSeconds()).isLessThanOrEqualTo(System.currentTimeMillis() / 1e3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessIsKnownOnLinux() {
        JvmFigures figures = new ProcessProbe().read();

        assertThat(figures.residentBytes()).isBetween(1e7, figures.virtualBytes());
    }
}

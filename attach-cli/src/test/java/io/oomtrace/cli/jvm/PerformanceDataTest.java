package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the performance data of the JVM the test runs in, which knows better what must be in there. */
class PerformanceDataTest {
    @TempDir
    Path folder;

    private static Path own() {
        Path file = Path.of("/tmp/hsperfdata_" + System.getProperty("user.name"))
                .resolve(Long.toString(ProcessHandle.current().pid()));
        Assumptions.assumeTrue(Files.isReadable(file), "this JVM writes no performance data");
        return file;
    }

    @Test
    void readsTextEntries() throws IOException {
        assertThat(PerformanceData.read(own(), "java.property.java.vm.version"))
                .contains(new PerformanceData("java.property.java.vm.version", System.getProperty("java.vm.version")));
        assertThat(PerformanceData.read(own(), "sun.rt.jvmCapabilities")
                        .orElseThrow()
                        .text())
                .startsWith("1");
    }

    @Test
    void findsNothingElse() throws IOException {
        assertThat(PerformanceData.read(own(), "sun.rt.no.such.entry")).isEmpty();
        assertThat(PerformanceData.read(own(), "sun.rt.createVmBeginTime"))
                .as("a number")
                .isEmpty();
    }

    @Test
    void survivesAFileCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(own());
        Path cut = folder.resolve("cut");
        for (int length = 0; length < 2048; length += 7) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThat(PerformanceData.read(cut, "sun.rt.no.such.entry")).isEmpty();
        }
    }
}

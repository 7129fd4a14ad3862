package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaReleaseTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 8", "11.0.2, 11", "17, 17", "25-ea, 25", "17.0.15+6, 17"})
    void knowsOldAndNewNumbering(String version, int feature) {
        assertThat(new JavaRelease(version).feature()).contains(feature);
    }

    @Test
    void isNotFooledByNonsense() {
        assertThat(new JavaRelease("").feature()).isEmpty();
        assertThat(new JavaRelease("unknown").feature()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/opt/jdk-17/lib/server/libjvm.so, opt/jdk-17", "/opt/jdk-8/jre/lib/amd64/server/libjvm.so, opt/jdk-8"})
    void findsTheFileAboveTheLibrary(String libjvm, String home) throws IOException {
        Path folder = Files.createDirectories(root.resolve(home));
        Files.writeString(folder.resolve("release"), "OS_NAME=\"Linux\"\nJAVA_VERSION=\"17.0.1\"\n");

        assertThat(JavaRelease.of(root, libjvm)).contains(new JavaRelease("17.0.1"));
    }

    @Test
    void staysInsideTheRoot() throws IOException {
        Path container = Files.createDirectory(root.resolve("container"));
        Files.writeString(root.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");

        assertThat(JavaRelease.of(container, "/lib/libjvm.so")).isEqualTo(Optional.empty());
    }
}

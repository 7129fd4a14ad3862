package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFlagsTest {
    @TempDir
    Path proc;

    private boolean isOff(String environment, String... arguments) throws IOException {
        Path process = Files.createDirectories(proc.resolve("7"));
        Files.writeString(process.resolve("cmdline"), String.join("\0", arguments) + "\0");
        Files.writeString(process.resolve("environ"), environment + "\0");
        return JvmFlags.of(ProcessEntry.of(proc, 7)).isOn("DisableAttachMechanism");
    }

    @Test
    void theLastWins() throws IOException {
        assertThat(isOff("", "java", "-XX:+DisableAttachMechanism", "Main")).isTrue();
        assertThat(isOff("", "java", "-XX:+DisableAttachMechanism", "-XX:-DisableAttachMechanism", "Main"))
                .isFalse();
        assertThat(isOff("JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism", "java", "Main"))
                .isTrue();
        assertThat(isOff(
                        "JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism", "java", "-XX:-DisableAttachMechanism", "Main"))
                .isFalse();
        assertThat(isOff("_JAVA_OPTIONS=-XX:+DisableAttachMechanism", "java", "-XX:-DisableAttachMechanism", "Main"))
                .isTrue();
    }

    @Test
    void argumentsOfTheProgramAreNoFlags() throws IOException {
        assertThat(isOff("", "java", "Main", "-XX:+DisableAttachMechanism")).isFalse();
        assertThat(isOff("OTHER=-XX:+DisableAttachMechanism", "java", "Main")).isFalse();
    }
}

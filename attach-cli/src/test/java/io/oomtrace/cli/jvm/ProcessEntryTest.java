package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks at the test's own process, of which the JVM knows the same by other means. */
class ProcessEntryTest {
    private static final Path PROC = Path.of("/proc");

    private final ProcessEntry self = ProcessEntry.self(PROC);

    @BeforeEach
    void onLinuxOnly() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has a /proc like this");
    }

    @Test
    void seesItself() throws IOException {
        assertThat(self.exists()).isTrue();
        assertThat(ProcessEntry.all(PROC))
                .extracting(ProcessEntry::pid)
                .contains(self.pid())
                .isSorted();
        assertThat(self.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(self.status().catchesQuit()).isTrue();
        assertThat(self.environment("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(self.environment("PAT")).isEmpty();
    }

    @Test
    void knowsWhichJdkItRuns() throws IOException {
        String libjvm = self.library("libjvm.so").orElseThrow();

        assertThat(libjvm)
                .startsWith(
                        Path.of(System.getProperty("java.home")).toRealPath().toString());
        assertThat(JavaRelease.of(self.root(), libjvm).orElseThrow().feature())
                .contains(Runtime.version().feature());
        assertThat(self.library("libj9vm29.so")).isEmpty();
    }

    @Test
    void knowsWhenItStarted() throws IOException {
        Instant jvm = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());

        assertThat(self.startedAt()).isCloseTo(jvm, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void knowsNothingOfWhatIsNotThere() {
        ProcessEntry none = ProcessEntry.of(PROC, Long.MAX_VALUE);

        assertThat(none.exists()).isFalse();
        assertThat(none.arguments()).isEmpty();
    }
}

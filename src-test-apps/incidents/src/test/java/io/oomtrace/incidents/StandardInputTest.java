package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardInputTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "pipe:[4711], true",
        "socket:[4711], true",
        "/dev/null, false",
        "/dev/pts/3, false",
        "/etc/hosts, false",
    })
    void onlyTheEndOfAPipeOrASocketCounts(String target, boolean counts) throws IOException {
        Path descriptor = Files.createSymbolicLink(directory.resolve("0"), Path.of(target));

        assertThat(StandardInput.endIsAWish(descriptor)).isEqualTo(counts);
        Files.delete(descriptor); // JUnit warns about links that lead out of its directory.
    }

    @Test
    void aClosedDescriptorDoesNotCount() {
        assertThat(StandardInput.endIsAWish(directory.resolve("none"))).isFalse();
    }
}

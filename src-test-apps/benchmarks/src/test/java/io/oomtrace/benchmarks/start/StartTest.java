package io.oomtrace.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void addsUserAndSystemTimeOfTheChildren() throws IOException {
        assertThat(Start.cpuSeconds("hello\n0m0.001s 0m0.002s\n1m2.500000s 0m0.250000s\n"))
                .isCloseTo(62.75, within(1e-9));
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertThatIOException().isThrownBy(() -> Start.cpuSeconds("hello\n")).withMessageContaining("hello");
    }
}

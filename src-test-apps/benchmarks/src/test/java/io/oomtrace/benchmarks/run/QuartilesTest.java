package io.oomtrace.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void ofOneValueAreThatValue() {
        assertThat(Quartiles.of(List.of(3.0))).isEqualTo(new Quartiles(3, 3, 3));
    }

    @Test
    void areBetweenValues() {
        assertThat(Quartiles.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
    }
}

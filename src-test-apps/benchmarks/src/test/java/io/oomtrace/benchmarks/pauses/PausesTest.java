package io.oomtrace.benchmarks.pauses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PausesTest {
    @Test
    void readsTheJvmsLog() {
        Pauses pauses = Pauses.parse(List.of(
                "[0.010s][info][gc] Using G1",
                "[0.5s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 51M->49M(1024M) 30.5ms",
                "[0.6s][info][gc] GC(1) Concurrent Mark Cycle 20.123ms",
                "[0.7s][info][gc] GC(1) Pause Remark 400M->400M(1024M) 5.000ms",
                "[0.8s][info][gc] GC(2) Pause Young (Mixed) (G1 Evacuation Pause) 500M->400M(1024M) 10.5ms",
                "[0.9s][info][gc] GC(3) Pause Full (System.gc()) 400M->399M(1024M) 250.25ms"));
        assertThat(pauses.young()).containsExactly(30.5, 10.5);
        assertThat(pauses.medianYoung()).isEqualTo(20.5);
        assertThat(pauses.medianFull()).isEqualTo(250.25);
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Pauses.parse(List.of("[0.9s][info][gc] GC(3) Pause Full (System.gc()) 1M->1M(1M) 1.5ms")))
                .withMessageContaining("0 young");
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Coverage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageFiguresTest {
    @Test
    void peopleReadWholeBytesAndWhatIsUnknown() {
        List<Coverage> coverage = List.of(
                new Coverage("alloc_bytes", 1_234_567_890.4, 2_000_000_000, "a counter"),
                new Coverage("live_bytes", 10, Double.NaN, "another"));

        assertThat(PlainText.of(CoverageFigures.of(coverage))).isEqualTo("""
                alloc_bytes:
                  seen: 1234567890
                  actual: 2000000000
                  ratio: 0.6173
                  source: a counter
                live_bytes:
                  seen: 10
                  actual: unknown
                  ratio: unknown
                  source: another
                """);
    }
}

package io.oomtrace.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.workload.Workloads;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverheadTableTest {
    private static final Variant AGENT = new Variant("agent", List.of());

    private final OverheadTable table = new OverheadTable(new Jdk(Path.of("jdk"), 17, "17.0.1"), 3, 1, 1);

    @Test
    void aRunIsComparedWithTheOneWithoutAgentOfItsRound() {
        run(Workloads.ECJ, Variant.NONE, 100, 200, 400);
        run(Workloads.ECJ, AGENT, 110, 200, 480);

        Quartiles ratio = table.ratio(Workloads.ECJ, AGENT, Measure.CPU);

        assertThat(ratio.median()).isEqualTo(1.1, within(1e-9));
        assertThat(ratio.lower()).isEqualTo(1.05, within(1e-9));
        assertThat(ratio.upper()).isEqualTo(1.15, within(1e-9));
    }

    @Test
    void allWorkloadsTogetherAreTheirGeometricMean() {
        run(Workloads.ECJ, Variant.NONE, 100);
        run(Workloads.ECJ, AGENT, 200);
        run(Workloads.H2, Variant.NONE, 100);
        run(Workloads.H2, AGENT, 50);

        assertThat(table.overall(AGENT, Measure.CPU)).isEqualTo(1, within(1e-9));
        assertThat(table.markdown()).contains("| agent | 2.000 (2.000–2.000) | 0.500 (0.500–0.500) | 1.000 |");
    }

    private void run(Workloads workload, Variant variant, double... cpu) {
        for (double one : cpu) {
            Map<Measure, Double> values = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                values.put(measure, one);
            }
            table.add(workload, variant, new Measurement(values));
        }
    }
}

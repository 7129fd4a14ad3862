package io.oomtrace.benchmarks.overhead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverheadTableTest {
    private static final String JDK = "17.0.1";
    private static final String MACHINE = "2 processors";
    private static final Variant AGENT =
            new Variant("agent", List.of("-javaagent:agent.jar"), Action.NOTHING, Action.NOTHING, Action.NOTHING);

    private final List<Ratios> results = new ArrayList<>();

    @Test
    void medianAndQuartilesAreOverTheRounds() {
        round(Workloads.ECJ, run(100), run(110));
        round(Workloads.ECJ, run(200), run(200));
        round(Workloads.ECJ, run(400), run(480));

        Quartiles ratio =
                new OverheadTable(Launch.STARTED, JDK, results).ratio(Workloads.ECJ, AGENT.name(), Measure.CPU);

        assertThat(ratio.median()).isEqualTo(1.1, within(1e-9));
        assertThat(ratio.lower()).isEqualTo(1.05, within(1e-9));
        assertThat(ratio.upper()).isEqualTo(1.15, within(1e-9));
    }

    @Test
    void whatDisturbsBothSidesOrOneTurnDoesNotCount() {
        round(Workloads.ECJ, run(100, 100, 300), run(110, 4000, 330));

        assertThat(results.get(0).values().get(Measure.CPU)).isEqualTo(1.1, within(1e-9));
    }

    @Test
    void allWorkloadsTogetherAreTheirGeometricMean() {
        round(Workloads.ECJ, run(100), run(200));
        round(Workloads.H2, run(100), run(50));

        OverheadTable table = new OverheadTable(Launch.STARTED, JDK, results);

        assertThat(table.overall(AGENT.name(), Measure.CPU)).isEqualTo(1, within(1e-9));
        assertThat(table.markdown()).contains("| agent | 2.000 (2.000–2.000) | 0.500 (0.500–0.500) | 1.000 |");
    }

    @Test
    void aVariantOfFewerRoundsThanThereAreSaysSo() {
        round(Workloads.ECJ, run(100), run(200));
        for (int rounds = 0; rounds < 2; rounds++) {
            results.add(
                    Ratios.of(Launch.STARTED, JDK, MACHINE, Workloads.ECJ, Variant.NONE, run(100), List.of(run(100))));
        }

        assertThat(new OverheadTable(Launch.STARTED, JDK, results).markdown())
                .contains("Measured on " + MACHINE + "; rounds: ECJ 2.")
                .contains("| agent | 2.000 (2.000–2.000), of 1 | 2.000 |")
                .contains("| no agent | 1.000 (1.000–1.000) | 1.000 |");
    }

    @Test
    void whatDidNotHappenHasNoRatio() {
        round(Workloads.ECJ, run(100), run(100));

        assertThat(new OverheadTable(Launch.STARTED, JDK, results).markdown())
                .contains("**time collecting**\n\n| | ECJ | all |\n|---|---|---|\n| agent | – | – |");
    }

    @Test
    void theReferenceIsTheMeanOfTheRunsWithoutAnAgent() {
        Ratios ratios =
                Ratios.of(Launch.STARTED, JDK, MACHINE, Workloads.ECJ, AGENT, run(120), List.of(run(90), run(110)));

        assertThat(ratios.values().get(Measure.CPU)).isEqualTo(1.2);
    }

    @Test
    void resultsAreReadAsTheyWereWritten() {
        round(Workloads.ECJ, run(100), run(125));

        assertThat(Ratios.parse(results.get(0).line())).isEqualTo(results.get(0));
        assertThatThrownBy(() -> Ratios.parse("STARTED;17;here;ECJ;agent;1.0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ratios.parse(results.get(0).line().replace("ECJ", "ECK")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAttachedAgentIsComparedWithTheSameProgramBeforeIt() {
        Run with = attached(run(110), run(231));
        Run without = attached(run(100), run(200));

        Ratios ratios = Ratios.of(Launch.ATTACHED, JDK, MACHINE, Workloads.ECJ, AGENT, with, List.of(without));

        assertThat(ratios.values().get(Measure.CPU)).isEqualTo(1.05, within(1e-9));
        assertThat(Ratios.parse(ratios.line()).values().get(Measure.FIRST_CPU)).isNaN();
        results.add(ratios);
        assertThat(new OverheadTable(Launch.STARTED, JDK, results).markdown()).isEmpty();
        assertThat(new OverheadTable(Launch.ATTACHED, JDK, results).markdown())
                .contains("attached to the program", "| agent | 1.050 (1.050–1.050) | 1.050 |")
                .doesNotContain("from the start");
    }

    @Test
    void whatIsSwitchedIsComparedWithItselfTurnByTurn() {
        Run switched = attached(run(100, 200, 400), run(110, 220, 4000));
        Run without = attached(run(100, 100, 100), run(300, 300, 300));

        Ratios ratios = Ratios.of(Launch.SWITCHED, JDK, MACHINE, Workloads.ECJ, AGENT, switched, List.of(without));

        assertThat(ratios.values().get(Measure.CPU)).isEqualTo(1.1, within(1e-9));
        results.add(ratios);
        assertThat(new OverheadTable(Launch.SWITCHED, JDK, results).markdown())
                .contains("switched off and on", "| agent | 1.100 (1.100–1.100) | 1.100 |")
                .doesNotContain("from the start", "peak");
    }

    private static Run attached(Run before, Run after) {
        return new Run(before.first(), before.turns(), after.turns());
    }

    private void round(Workloads workload, Run without, Run with) {
        results.add(Ratios.of(Launch.STARTED, JDK, MACHINE, workload, AGENT, with, List.of(without)));
    }

    /** Two iterations a turn; nothing is collected. */
    private static Run run(double... cpu) {
        List<Turn> turns = Arrays.stream(cpu)
                .mapToObj(one -> new Turn(2, one, one, one, 0, 0, one))
                .toList();
        return new Run(turns.get(0), List.of(), turns);
    }
}

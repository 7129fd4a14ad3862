package io.oomtrace.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DeviationsTest {
    private final Deviations deviations = new Deviations();

    @Test
    void aTruthIsWithinAnIntervalOrNot() {
        deviations.add("a", 100, new Estimate(110, 10), 100);
        deviations.add("a", 100, new Estimate(111, 10), 100);
        deviations.add("b", 100, new Estimate(95, 10), 100);
        deviations.add("b", 100, new Estimate(89, 10), 100);
        assertThat(deviations.covered()).isEqualTo(0.5);
        assertThat(deviations.sites()).isEqualTo(2);
    }

    @Test
    void aSiteWithoutASampleIsBiasedButHasNoInterval() {
        deviations.add("a", 100, new Estimate(200, 150), 100);
        deviations.addUnlisted("a", 100, 100);
        assertThat(deviations.covered()).isEqualTo(1);
        assertThat(deviations.listed()).isEqualTo(0.5);
        assertThat(deviations.worstBias().mean()).isZero();
    }

    @Test
    void theWorstBiasIsTheMostCertainOne() {
        deviations.add("noisy", 100, new Estimate(200, 1), 100);
        deviations.add("noisy", 100, new Estimate(40, 1), 100);
        deviations.add("biased", 100, new Estimate(110, 1), 100);
        deviations.add("biased", 100, new Estimate(112, 1), 100);
        assertThat(deviations.worstBias().site()).isEqualTo("biased");
        assertThat(deviations.worstBias().mean()).isCloseTo(0.11, within(1e-9));
        assertThat(deviations.worstBias().inErrors()).isCloseTo(11, within(1e-6));
    }

    @Test
    void onlySitesOfATenthAndMoreAreLarge() {
        deviations.add("large", 100, new Estimate(90, 1), 1000);
        deviations.add("small", 99, new Estimate(10, 1), 1000);
        assertThat(deviations.ofLarge().median()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void thereIsNoShareWithinIntervalsOfAToolThatHasNone() {
        deviations.add("a", 100, Estimate.withoutInterval(100), 100);
        assertThat(deviations.covered()).isNaN();
        assertThat(deviations.listed()).isEqualTo(1);
    }
}

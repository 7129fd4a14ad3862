package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ChiSquaredTest {
    private static final double Z95 = 1.959964;

    @Test
    void theBoundIsTheQuantile() {
        // Exact values from SciPy: chi2.isf(1e-6, degrees).
        assertThat(of(5, 1, 1).bound()).isCloseTo(35.888, within(2.0));
        assertThat(of(11, 1, 1).bound()).isCloseTo(48.866, within(2.0));
        assertThat(of(13, 1, 1).bound()).isCloseTo(52.747, within(2.0));
    }

    @Test
    void errorsAsTheyAreStatedPassAndErrorsStatedTooSmallDoNot() {
        assertThat(of(1_000, 7, 1)).satisfies(honest -> assertThat(honest.sum()).isLessThan(honest.bound()));
        assertThat(of(1_000, 7, 0.8))
                .satisfies(boasting -> assertThat(boasting.sum()).isGreaterThan(boasting.bound()));
    }

    /** Estimates of 100 with a standard deviation of 5, of which {@code stated} is admitted. */
    private static ChiSquared of(int degrees, long seed, double stated) {
        Random random = new Random(seed);
        ChiSquared deviations = new ChiSquared();
        for (int i = 0; i < degrees; i++) {
            deviations.add("estimate " + i, 100, 100 + 5 * random.nextGaussian(), 5 * Z95 * stated);
        }
        return deviations;
    }
}

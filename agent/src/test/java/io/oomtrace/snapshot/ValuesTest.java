package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void whatGoesInComesOut() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            double[] values = sparse(random);
            double[] variances = random.nextBoolean() ? sparse(random) : new double[values.length];
            Values all = Values.of(values, variances);
            assertThat(all.size()).isEqualTo(values.length);
            for (int metric = 0; metric < values.length; metric++) {
                assertThat(all.value(metric)).isEqualTo(values[metric]);
                assertThat(all.variance(metric)).isEqualTo(variances[metric]);
            }
            assertThat(all).isEqualTo(Values.of(values, variances)).hasSameHashCodeAs(Values.of(values, variances));
            assertThat(all.plus(Values.zero(values.length))).isEqualTo(all);
        }
    }

    private static double[] sparse(Random random) {
        double[] values = new double[4];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextBoolean() ? 0 : random.nextInt(100);
        }
        return values;
    }

    @Test
    void estimatesOfTwoMetricsAreAsThoseOfAll() {
        assertThat(Values.estimates(4, 2, 5, 6, 7, 8))
                .isEqualTo(Values.of(new double[] {0, 0, 5, 6}, new double[] {0, 0, 7, 8}));
        assertThat(Values.estimates(4, 0, 5, 6, 0, 0)).isEqualTo(Values.exact(5, 6, 0, 0));
        assertThat(Values.estimates(4, 2, 0, 6, 1, 0))
                .isEqualTo(Values.of(new double[] {0, 0, 0, 6}, new double[] {0, 0, 1, 0}));
        assertThat(Values.estimates(4, 1, 0, 0, 0, 0)).isEqualTo(Values.zero(4));
    }

    @Test
    void sumsAddUp() {
        Values a = Values.of(new double[] {1, 0, 0}, new double[] {2, 0, 0});
        Values b = Values.of(new double[] {0, 0, 4}, new double[] {0, 0, 9});
        assertThat(a.plus(b)).isEqualTo(Values.of(new double[] {1, 0, 4}, new double[] {2, 0, 9}));
        assertThat(a).isNotEqualTo(b).isNotEqualTo(Values.exact(1, 0, 0)).isNotEqualTo(Values.zero(3));
        assertThat(Values.zero(2)).isNotEqualTo(Values.zero(3));
    }

    @Test
    void eachValueHasAVariance() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Values.of(new double[2], new double[1]));
    }
}

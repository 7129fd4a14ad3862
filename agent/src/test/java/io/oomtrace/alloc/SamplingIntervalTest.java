package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingIntervalTest {
    private final SamplingInterval interval = new SamplingInterval(1000, 200);

    private void sampled(int times) {
        for (int i = 0; i < times; i++) {
            interval.sampled(interval.doublings());
        }
    }

    @Test
    void staysWhileThereAreNotTooMany() {
        sampled(13);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    @Test
    void doublesWithinTheTickThatHasTooMany() {
        sampled(14);
        assertThat(interval.bytes()).isEqualTo(2000);
        sampled(7);
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(7);
        assertThat(interval.bytes()).isEqualTo(8000);
    }

    @Test
    void budgetsOfAShorterIntervalDoNotDoubleIt() {
        sampled(14);
        for (int i = 0; i < 100; i++) {
            interval.sampled(0);
        }
        assertThat(interval.bytes()).isEqualTo(2000);
    }

    @Test
    void thereIsALongest() {
        SamplingInterval large = new SamplingInterval(3 << 20, 200);
        for (int i = 0; i < 1000; i++) {
            large.sampled(large.doublings());
        }
        assertThat(large.bytes()).isBetween(1L << 30, 1L << 31);
        SamplingInterval longer = new SamplingInterval(1L << 40, 200);
        for (int i = 0; i < 1000; i++) {
            longer.sampled(0);
        }
        assertThat(longer.bytes()).isEqualTo(1L << 40);
    }

    @Test
    void halvesWithEachQuietTickDownToWhereItBegan() {
        sampled(14 + 7);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(4);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(3);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(2000);
        interval.tick();
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    /** From the first second on, and soon after each change. */
    @ParameterizedTest
    @ValueSource(longs = {3_000_000, 13_000_000, 100_000_000, 1_000_000_000})
    void boundsTheSamplesOfEverySecondAtAnyAllocationRate(long bytesPerTick) {
        SamplingInterval interval = new SamplingInterval(64 << 10, 200);
        for (int second = 0; second < 120; second++) {
            boolean quiet = second % 40 > 30;
            int samples = 0;
            for (int tick = 0; tick < 10; tick++) {
                for (long left = quiet ? 0 : bytesPerTick; left >= interval.bytes(); left -= interval.bytes()) {
                    interval.sampled(interval.doublings());
                    samples++;
                }
                interval.tick();
            }
            assertThat(samples).isBetween(quiet ? 0 : 40, quiet ? 0 : 200);
        }
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplingIntervalTest {
    private final SamplingInterval interval = new SamplingInterval(1000, 200);

    private void second(int samplesPerTick) {
        for (int tick = 0; tick < 10; tick++) {
            for (int i = 0; i < samplesPerTick; i++) {
                interval.sampled();
            }
            interval.tick();
        }
    }

    @Test
    void staysWhileThereAreNotTooMany() {
        second(19);
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    @Test
    void doublesWithinTheTickThatHasTooMany() {
        for (int i = 0; i < 60; i++) {
            interval.sampled();
        }
        assertThat(interval.bytes()).isEqualTo(8000);
    }

    @Test
    void halvesAfterAQuietSecondDownToWhereItBegan() {
        for (int i = 0; i < 40; i++) {
            interval.sampled();
        }
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(4000);
        second(0);
        assertThat(interval.bytes()).isEqualTo(2000);
        second(0);
        second(0);
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    /** Samples are inversely proportional to the interval: whatever the rate, it settles below the bound. */
    @Test
    void boundsTheSamplesPerSecondAtAnyAllocationRate() {
        for (long bytesPerTick : new long[] {1_000, 1_000_000, 1_000_000_000}) {
            int lastSecond = 0;
            for (int second = 0; second < 60; second++) {
                lastSecond = 0;
                for (int tick = 0; tick < 10; tick++) {
                    for (long left = bytesPerTick; left >= interval.bytes(); left -= interval.bytes()) {
                        interval.sampled();
                        lastSecond++;
                    }
                    interval.tick();
                }
            }
            assertThat(lastSecond).isLessThanOrEqualTo(200);
        }
    }
}

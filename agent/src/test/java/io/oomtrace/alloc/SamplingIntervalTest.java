package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        sampled(15);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    @Test
    void doublesWithinTheTickThatHasTooMany() {
        sampled(16);
        assertThat(interval.bytes()).isEqualTo(2000);
        sampled(8);
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(8);
        assertThat(interval.bytes()).isEqualTo(8000);
    }

    /** In steps of eight it would be there with the 176th. */
    @Test
    void theNearerTheBoundTheFasterItDoubles() {
        sampled(170);
        assertThat(interval.bytes()).isEqualTo(1000L << 21);
        interval.tick();
        assertThat(interval.bytes()).as("the longest").isEqualTo(1000L << 21);
    }

    @Test
    void budgetsOfAShorterIntervalDoNotDoubleIt() {
        sampled(16);
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
        sampled(16 + 8);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(8);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(4000);
        sampled(6);
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(2000);
        interval.tick();
        interval.tick();
        assertThat(interval.bytes()).isEqualTo(1000);
    }

    /** From the first second on, soon after each change, and whenever the second begins. */
    @ParameterizedTest
    @CsvSource({"3e6, 1000", "1e7, 1000", "1e8, 1000", "1e9, 1000", "1e9, 400", "1e9, 37", "1e9, 7", "1e9, 1"})
    void boundsTheSamplesOfEverySecondAtAnyAllocationRate(double bytesPerTick, int ticksBetweenChanges) {
        int[] ofTick = new int[3000];
        Program program = new Program(interval(), 1);
        for (int tick = 0; tick < ofTick.length; tick++) {
            boolean quiet = tick / ticksBetweenChanges % 2 == 1;
            ofTick[tick] = program.tick(quiet ? 0 : bytesPerTick);
        }
        for (int from = 0; from + 10 <= ofTick.length; from++) {
            assertThat(IntStream.range(from, from + 10)
                            .map(tick -> ofTick[tick])
                            .sum())
                    .as("samples of a second from %s tenths of a second on", from)
                    .isBetween(0, 200);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {3e6, 1e7, 1e8, 1e9})
    void takesTwiceAsManyInTheFirstSecondsAndAQuarterOfTheBoundInTheEnd(double bytesPerTick) {
        Program program = new Program(interval(), 1);
        assertThat(program.ticks(100, bytesPerTick) / 10.0).isBetween(90.0, 130.0);
        program.ticks(900, bytesPerTick);
        assertThat(program.ticks(1000, bytesPerTick) / 100.0).isBetween(45.0, 60.0);
    }

    @Test
    void aQuietWhileGivesTheCreditBack() {
        Program program = new Program(interval(), 1);
        program.ticks(1000, 1e8);
        assertThat(program.ticks(10, 1e8)).isLessThan(80);
        program.ticks(1000, 0);
        assertThat(program.ticks(10, 1e8)).isGreaterThan(100);
    }

    private static SamplingInterval interval() {
        return new SamplingInterval(64 << 10, 200);
    }

    /** Allocates small objects, so that the bytes between two samples are exponentially distributed. */
    private static final class Program {
        private final SamplingInterval interval;
        private final Random random;

        Program(SamplingInterval interval, long seed) {
            this.interval = interval;
            this.random = new Random(seed);
        }

        /** @return samples of a tenth of a second */
        int tick(double bytes) {
            int samples = 0;
            double left = bytes + interval.bytes() * Math.log(1 - random.nextDouble());
            while (left >= 0) {
                interval.sampled(interval.doublings());
                samples++;
                left += interval.bytes() * Math.log(1 - random.nextDouble());
            }
            interval.tick();
            return samples;
        }

        int ticks(int ticks, double bytesPerTick) {
            int samples = 0;
            for (int tick = 0; tick < ticks; tick++) {
                samples += tick(bytesPerTick);
            }
            return samples;
        }
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.hook.JvmSamples;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drives the sampler as HotSpot's {@code ThreadHeapSampler} would, with objects whose number and size are known. */
class JvmSamplerTest {
    private static final int KIB = 1 << 10;

    /** A JVM whose threads are older than the sampler: each keeps a draw taken with the interval of its last sample. */
    private static final class FakeJvm implements JvmSampler.Control {
        private final SplittableRandom random;
        private final double[] left;
        private int interval = 512 * KIB;
        private boolean on;
        private int changes;

        FakeJvm(long seed, int threads) {
            random = new SplittableRandom(seed);
            left = new double[threads];
            for (int thread = 0; thread < threads; thread++) {
                left[thread] = draw();
            }
        }

        private double draw() {
            return -Math.log(1 - random.nextDouble()) * interval;
        }

        /** A thread has ended, and another has its number: it draws when it is made. */
        void renew(int thread) {
            left[thread] = draw();
        }

        void allocate(int thread, int size) {
            left[thread] -= size;
            if (left[thread] < 0) {
                left[thread] = draw();
                if (on) {
                    JvmSamples.sampled(this, size, 0x7f00_0000_1000L + 0x800L * thread);
                }
            }
        }

        @Override
        public void start(int intervalBytes) {
            interval(intervalBytes);
            on = true;
        }

        @Override
        public void interval(int intervalBytes) {
            interval = intervalBytes;
            changes++;
        }

        @Override
        public void stop() {
            on = false;
        }
    }

    /** Adds up sizes by their probabilities: every object of one run has the same size. */
    private static class Total implements Sampler.Taker {
        private double count;
        private double variance;
        private int samples;

        @Override
        public void take(Object allocated, double probability) {
            count += 1 / probability;
            variance += (1 - probability) / (probability * probability);
            samples++;
        }

        @Override
        public void eliminated() {}

        @Override
        public void spent(long nanos) {}

        @Override
        public void taken(TakenSample sample) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void living(List<TakenSample> samples) {
            throw new UnsupportedOperationException();
        }
    }

    private static JvmSampler sampler(FakeJvm jvm, int perSecond) {
        return new JvmSampler(new AllocationSettings(64 * KIB, perSecond, 16_384, 1000), jvm);
    }

    @AfterEach
    void takeOut() {
        JvmSamples.setListener(null);
    }

    @Test
    void everyObjectIsWeighedByItsChanceWhileTheIntervalAdapts() {
        double off = 0;
        double variance = 0;
        for (int seed = 0; seed < 100; seed++) {
            int size = new int[] {24, 1000, 100 * KIB, 10 << 20}[seed % 4];
            FakeJvm jvm = new FakeJvm(seed, 1);
            JvmSampler sampler = sampler(jvm, 200);
            Total total = new Total();
            sampler.start(total);
            int objects = Math.max(20_000, 400 * (64 * KIB / size));
            for (int i = 1; i <= objects; i++) {
                jvm.allocate(0, size);
                if (i % (objects / 40) == 0) {
                    sampler.tick();
                }
            }
            off += (total.count - objects) / objects;
            variance += total.variance / ((double) objects * objects);
        }
        assertThat(off / Math.sqrt(variance)).as("standard errors").isCloseTo(0, within(3.0));
    }

    /** The JVM makes a thread where another was in memory: its number is the same, but not what it has drawn. */
    @Test
    void aThreadDoesNotInheritTheDrawOfOneThatHadItsNumber() throws InterruptedException {
        int objects = 2000;
        double off = 0;
        double variance = 0;
        for (int seed = 0; seed < 200; seed++) {
            FakeJvm jvm = new FakeJvm(seed, 2);
            JvmSampler sampler = sampler(jvm, 200);
            Total total = new Total();
            sampler.start(total);
            inNewThread(jvm, objects);
            driveUpTheInterval(jvm, sampler);
            double count = total.count;
            double before = total.variance;
            inNewThread(jvm, objects);
            off += total.count - count - objects;
            variance += total.variance - before;
        }
        assertThat(off / Math.sqrt(variance)).as("standard errors").isCloseTo(0, within(3.0));
    }

    @Test
    void aThreadDrawsWithTheIntervalThatThereWasAtItsStart() throws InterruptedException {
        int objects = 2000;
        double off = 0;
        double variance = 0;
        for (int seed = 0; seed < 200; seed++) {
            FakeJvm jvm = new FakeJvm(seed, 2);
            JvmSampler sampler = sampler(jvm, 200);
            Total total = new Total();
            sampler.start(total);
            Thread early = new Thread(() -> {
                for (int i = 0; i < objects; i++) {
                    jvm.allocate(0, 1000);
                }
            });
            jvm.renew(0);
            driveUpTheInterval(jvm, sampler);
            double count = total.count;
            double before = total.variance;
            early.start();
            early.join();
            off += total.count - count - objects;
            variance += total.variance - before;
        }
        assertThat(off / Math.sqrt(variance)).as("standard errors").isCloseTo(0, within(3.0));
    }

    private static void driveUpTheInterval(FakeJvm jvm, JvmSampler sampler) {
        for (int i = 0; i < 200_000; i++) {
            jvm.allocate(1, 10_000);
            if (i % 10_000 == 0) {
                sampler.tick();
            }
        }
    }

    private static void inNewThread(FakeJvm jvm, int objects) throws InterruptedException {
        Thread thread = new Thread(() -> {
            jvm.renew(0);
            for (int i = 0; i < objects; i++) {
                jvm.allocate(0, 1000);
            }
        });
        thread.start();
        thread.join();
    }

    @Test
    void threadsKeepTheDrawOfTheirLastSample() {
        double off = 0;
        double variance = 0;
        int threads = 200;
        for (int seed = 0; seed < 30; seed++) {
            FakeJvm jvm = new FakeJvm(seed, threads);
            JvmSampler sampler = sampler(jvm, 200);
            Total total = new Total();
            sampler.start(total);
            // One thread drives the interval up; then all the others wake.
            int objects = 0;
            for (int i = 0; i < 1_000_000; i++, objects++) {
                jvm.allocate(0, 1000);
                if (i % 50_000 == 0) {
                    sampler.tick();
                }
            }
            assertThat(jvm.changes).isGreaterThan(1);
            for (int i = 0; i < 1000; i++) {
                for (int thread = 1; thread < threads; thread++, objects++) {
                    jvm.allocate(thread, 1000);
                }
            }
            off += (total.count - objects) / objects;
            variance += total.variance / ((double) objects * objects);
        }
        assertThat(off / Math.sqrt(variance)).as("standard errors").isCloseTo(0, within(3.0));
    }

    /** Up to twice what a thread can zero in a second: large objects are sampled nearly all. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000, 1_000_000, 10_000_000, 100_000_000})
    void noSecondHasMoreSamplesThanTheBound(int size) {
        for (long rate = 1L << 20; rate <= 1L << 34; rate <<= 1) {
            FakeJvm jvm = new FakeJvm(rate, 4);
            JvmSampler sampler = sampler(jvm, 200);
            Total total = new Total();
            sampler.start(total);
            long allocated = 0;
            for (int second = 0; second < 20; second++) {
                int before = total.samples;
                for (int tick = 1; tick <= 10; tick++) {
                    for (; allocated < rate * (10L * second + tick) / 10; allocated += size) {
                        jvm.allocate((int) (allocated / size % 4), size);
                    }
                    sampler.tick();
                }
                assertThat(total.samples - before)
                        .as("%d bytes in 10 ticks", rate)
                        .isLessThanOrEqualTo(200);
            }
        }
    }

    @Test
    void nothingIsTakenOnTheAgentsOwnThreads() throws InterruptedException {
        FakeJvm jvm = new FakeJvm(1, 1);
        Total total = new Total();
        sampler(jvm, 1_000_000).start(total);
        Thread own = new Thread(() -> jvm.allocate(0, 100 << 20), "oomtrace-test");
        own.start();
        own.join();
        assertThat(total.samples).isZero();
        jvm.allocate(0, 100 << 20);
        assertThat(total.samples).isOne();
    }

    @Test
    void whatIsAllocatedToTakeASampleIsNotTaken() {
        FakeJvm jvm = new FakeJvm(1, 1);
        Total total = new Total() {
            @Override
            public void take(Object allocated, double probability) {
                super.take(allocated, probability);
                jvm.allocate(0, 100 << 20);
            }
        };
        sampler(jvm, 1_000_000).start(total);
        jvm.allocate(0, 100 << 20);
        assertThat(total.samples).isOne();
        jvm.allocate(0, 100 << 20);
        assertThat(total.samples).isEqualTo(2);
    }

    @Test
    void stoppedItTakesNothing() {
        FakeJvm jvm = new FakeJvm(1, 1);
        Total total = new Total();
        JvmSampler sampler = sampler(jvm, 200);
        sampler.start(total);
        sampler.stop();
        jvm.allocate(0, 100 << 20);
        assertThat(total.samples).isZero();
    }
}

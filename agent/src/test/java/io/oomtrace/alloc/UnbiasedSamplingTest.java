package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.hook.AllocationListener;
import io.oomtrace.hook.Allocations;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Allocations, by calls of the hook alone, whose number is known: the weights of the samples must add up to it,
 * to within what chance does, whatever threads, intervals and clocks do meanwhile.
 */
class UnbiasedSamplingTest {
    private static final int OBJECT_BYTES = 24;

    /** Standard deviations: a right estimate is farther off once in 15,000 times. */
    private static final double TOLERATED = 4;

    private final DoubleAdder weights = new DoubleAdder();
    private final AtomicLong samples = new AtomicLong();

    @AfterEach
    void disarm() {
        Allocations.setListener(null);
    }

    /** Counts objects on the threads of the test alone. */
    private final class Counting implements AllocationListener {
        private final Budgets budgets;
        private final SamplingInterval interval;
        private final ThreadGroup group = Thread.currentThread().getThreadGroup();

        Counting(SamplingInterval interval) {
            this.interval = interval;
            this.budgets = new Budgets(interval.bytes(), System.nanoTime());
        }

        @Override
        public long budget(int slot) {
            return budgets.draw(slot, interval.doublings());
        }

        @Override
        public void sampled(Object allocated, long bytes, int tag) {
            if (Thread.currentThread().getThreadGroup() == group) {
                weights.add(1 / budgets.probability(bytes, tag));
                samples.incrementAndGet();
                if (interval.sampled(tag)) {
                    Allocations.renew(interval.doublings());
                }
            }
        }
    }

    private static void allocate(int objects) {
        for (int i = 0; i < objects; i++) {
            Allocations.object();
        }
    }

    /** @param variance that of the sum of weights is the sum of their squares, near enough */
    private void assertUnbiased(double truth, double variance) {
        assertThat((weights.sum() - truth) / Math.sqrt(variance)).isBetween(-TOLERATED, TOLERATED);
    }

    @Test
    void anIntervalThatStays() {
        int interval = 1 << 12;
        Allocations.setListener(new Counting(new SamplingInterval(interval, 1_000_000)));
        allocate(50_000_000);
        assertUnbiased(50e6, 50e6 * interval / OBJECT_BYTES);
    }

    /** From 1 KiB up, by bursts, and back, by ticks: each sample counts by the interval of its own budget. */
    @Test
    void anIntervalThatAdapts() {
        SamplingInterval interval = new SamplingInterval(1 << 10, 1000);
        Allocations.setListener(new Counting(interval));
        double variance = 0;
        long longest = 0;
        for (int tick = 0; tick < 400; tick++) {
            int objects = tick % 40 < 10 ? 1_000_000 : 1_000;
            long before = interval.bytes();
            allocate(objects);
            long after = interval.bytes();
            interval.tick();
            Allocations.renew(interval.doublings());
            longest = Math.max(longest, after);
            variance += (double) objects * Math.max(before, after) / OBJECT_BYTES;
        }
        assertThat(longest).isGreaterThan(1 << 14);
        assertUnbiased(100 * 1e6 + 300 * 1e3, variance);
    }

    /**
     * The ticks that adapt the interval come late, or all at once, when the machine sleeps, a container is frozen or its
     * clock is set.
     */
    @Test
    void ticksThatDoNotCome() {
        SamplingInterval interval = new SamplingInterval(1 << 12, 1000);
        Allocations.setListener(new Counting(interval));
        allocate(10_000_000);
        long widened = interval.bytes();
        for (int tick = 0; tick < 36_000; tick++) {
            interval.tick();
        }
        Allocations.renew(interval.doublings());
        assertThat(widened).isGreaterThan(1 << 12);
        assertThat(interval.bytes()).isEqualTo(1 << 12);
        allocate(10_000_000);
        assertUnbiased(20e6, 20e6 * Math.max(widened, interval.bytes()) / OBJECT_BYTES);
    }

    /** Each of them has a budget from before: their first samples must not drive the interval up beyond need. */
    @Test
    void manyThreadsThatBeginAtOnce() throws Exception {
        int threads = 200;
        int objects = 40_000; // in all, 192 MB
        SamplingInterval interval = new SamplingInterval(1 << 12, 1000);
        Allocations.setListener(new Counting(interval));
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> allocate(objects));
            thread.start();
            thread.join();
        }
        assertThat(interval.bytes()).isLessThanOrEqualTo(16 << 20);
        assertThat(weights.sum()).isBetween(0.4 * threads * objects, 1.8 * threads * objects);
    }

    /** There are as many budgets of the shortest interval as threads, and less than a tick to use them up. */
    @Test
    void asManyThreadsAsThereAreSlotsInOneTickStayBelowTheBound() throws Exception {
        Thread[] threads = new Thread[Allocations.SLOTS];
        CyclicBarrier together = new CyclicBarrier(threads.length);
        Allocations.setListener(new Counting(new SamplingInterval(64 << 10, 200)));
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                allocate(100_000);
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double truth = 100_000.0 * threads.length;
        assertThat(samples.get()).isLessThanOrEqualTo(200);
        assertThat(weights.sum()).isBetween(0.4 * truth, 1.8 * truth);
    }

    @Test
    void aThreadThatWasAwayIsSampledAtThePresentInterval() {
        int shortest = 1 << 12;
        SamplingInterval interval = new SamplingInterval(shortest, 1000);
        Allocations.setListener(new Counting(interval));
        allocate(50_000_000);
        assertThat(interval.bytes()).isGreaterThan(16 * shortest);
        while (interval.bytes() > shortest) {
            interval.tick();
        }
        Allocations.renew(interval.doublings());
        long before = samples.get();
        allocate(1000 * shortest / OBJECT_BYTES / 100);
        assertThat(samples.get() - before).isBetween(1L, 30L);
    }

    /** Lost decrements of a race cost accuracy, but neither thread may stop being sampled. */
    @Test
    void threadsThatShareASlot() throws Exception {
        int interval = 1 << 14;
        int objects = 50_000_000;
        Allocations.setListener(new Counting(new SamplingInterval(interval, 1_000_000)));
        CyclicBarrier together = new CyclicBarrier(2);
        List<Thread> threads = List.of(sharing(together, objects), sharing(together, objects));
        assertThat((threads.get(0).getId() - threads.get(1).getId()) % Allocations.SLOTS)
                .isZero();
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(weights.sum()).isBetween(0.6 * 2 * objects, 1.4 * 2 * objects);
        assertThat(samples.get()).isGreaterThan(10_000);
    }

    private static Thread sharing(CyclicBarrier together, int objects) {
        for (int id = 1; id < Allocations.SLOTS; id++) {
            new Thread(() -> {}); // takes an id
        }
        return new Thread(() -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            allocate(objects);
        });
    }

    /** Nobody listens for a while: what is allocated then is not counted, and what comes after is. */
    @Test
    void aListenerThatComesBack() {
        int interval = 1 << 12;
        allocate(1_000_000);
        Allocations.setListener(new Counting(new SamplingInterval(interval, 1_000_000)));
        allocate(5_000_000);
        Allocations.setListener(null);
        allocate(1_000_000);
        Allocations.setListener(new Counting(new SamplingInterval(interval, 1_000_000)));
        allocate(5_000_000);
        assertUnbiased(10e6, 10e6 * interval / OBJECT_BYTES);
    }
}

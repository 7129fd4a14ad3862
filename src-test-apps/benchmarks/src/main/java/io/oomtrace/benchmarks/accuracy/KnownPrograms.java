package io.oomtrace.benchmarks.accuracy;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Ways of allocating that an estimate could be wrong about. Each runs a second or two. */
enum KnownPrograms {
    /** Sizes and sites alike all the time. */
    UNIFORM("all sites at random, 16 bytes to 4 KiB, 1 in 50 kept") {
        @Override
        void run(Sites sites, SplittableRandom random) {
            long end = System.nanoTime() + SECOND;
            while (System.nanoTime() < end) {
                mix(sites, random, 100);
                LockSupport.parkNanos(PAUSE);
            }
        }
    },
    /** A sampler that looks at the clock sees the wrong thing. */
    BURSTS("one site for 5 ms in every 100 ms, another evenly") {
        @Override
        void run(Sites sites, SplittableRandom random) {
            for (int burst = 0; burst < 20; burst++) {
                long end = System.nanoTime() + 5 * MILLISECOND;
                while (System.nanoTime() < end) {
                    sites.allocate(0, 1000, random.nextInt(100) == 0);
                }
                for (int i = 0; i < 95; i++) {
                    for (int j = 0; j < 50; j++) {
                        sites.allocate(1, 1000, random.nextInt(100) == 0);
                    }
                    LockSupport.parkNanos(MILLISECOND);
                }
            }
        }
    },
    /** Budgets are shared by threads, and taken over by new ones. */
    THREADS("64 threads that live for as long as they allocate a megabyte") {
        @Override
        void run(Sites sites, SplittableRandom random) throws InterruptedException {
            for (int round = 0; round < 4; round++) {
                Thread[] threads = new Thread[64];
                for (int i = 0; i < threads.length; i++) {
                    SplittableRandom own = random.split();
                    threads[i] = new Thread(() -> mix(sites, own, 500), "known-" + i);
                    threads[i].start();
                }
                for (Thread thread : threads) {
                    thread.join();
                }
            }
        }
    },
    /** Far below the interval and far above it. */
    TINY_AND_HUGE("arrays of 0 bytes, 100 bytes, 100 KB and 4 MB, as many bytes of each") {
        private final int[] lengths = {0, 100, 100_000, 4_000_000};

        @Override
        void run(Sites sites, SplittableRandom random) {
            for (int round = 0; round < 40; round++) {
                for (int site = 0; site < lengths.length; site++) {
                    int count = 4_000_000 / (lengths[site] + 16);
                    for (int i = 0; i < count; i++) {
                        sites.allocate(site, lengths[site], random.nextInt(40) == 0);
                    }
                }
                LockSupport.parkNanos(20 * MILLISECOND);
            }
        }
    },
    /** What everybody wants to know. */
    SLOW_LEAK("1 MB/s kept by one site under as much garbage as there can be") {
        @Override
        void run(Sites sites, SplittableRandom random) {
            long begun = System.nanoTime();
            long leaked = 0;
            for (long now = begun; now - begun < 2 * SECOND; now = System.nanoTime()) {
                for (int i = 0; i < 100; i++) {
                    sites.allocate(1 + random.nextInt(Sites.COUNT - 1), random.nextInt(2000), false);
                }
                if (leaked < (now - begun) / 1000) {
                    sites.allocate(0, 1000, true);
                    leaked += 1016;
                }
            }
        }
    },
    /** The interval has adapted to what was before. */
    PHASES("100 ms of one site at full speed, 100 ms of another at a hundredth of it, in turn") {
        @Override
        void run(Sites sites, SplittableRandom random) {
            for (int phase = 0; phase < 20; phase++) {
                boolean fast = phase % 2 == 0;
                long end = System.nanoTime() + 100 * MILLISECOND;
                while (System.nanoTime() < end) {
                    sites.allocate(fast ? 0 : 1, 500, random.nextInt(200) == 0);
                    if (!fast) {
                        LockSupport.parkNanos(PAUSE / 20);
                    }
                }
            }
        }
    };

    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final long PAUSE = MILLISECOND;

    private final String summary;

    KnownPrograms(String summary) {
        this.summary = summary;
    }

    abstract void run(Sites sites, SplittableRandom random) throws InterruptedException;

    String summary() {
        return summary;
    }

    private static void mix(Sites sites, SplittableRandom random, int count) {
        for (int i = 0; i < count; i++) {
            sites.allocate(random.nextInt(Sites.COUNT), random.nextInt(4096), random.nextInt(50) == 0);
        }
    }
}

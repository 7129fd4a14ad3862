package io.oomtrace.benchmarks.cost;

import io.oomtrace.benchmarks.workload.Workload;
import io.oomtrace.benchmarks.workload.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What the agent's cost may grow with. Each does its part and returns; what it keeps stays. */
enum Load {
    COMPILING("seconds of ecj") {
        @Override
        void run(long seconds, Path sources) throws Exception {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            try (Workload compiler = Workloads.ECJ.open(sources)) {
                while (System.nanoTime() < end) {
                    compiler.iterate();
                }
            }
        }
    },
    /** Each stack is another way down a binary tree of calls. */
    STACKS("different stacks, each sampled") {
        @Override
        void run(long stacks, Path sources) throws InterruptedException {
            for (long stack = 0; stack < stacks; stack++) {
                left(stack | Long.highestOneBit(stacks) << 1);
                if (stack % 100 == 0) {
                    Thread.sleep(2); // The recorder keeps up.
                }
            }
        }

        @Override
        String agentOptions() {
            return ",interval=1k,samples_per_second=1000000";
        }
    },
    THREADS("threads") {
        @Override
        void run(long threads, Path sources) throws InterruptedException {
            CountDownLatch started = new CountDownLatch((int) threads);
            for (long i = 0; i < threads; i++) {
                Thread thread = new Thread(null, () -> waitForEver(started), "load", 128 << 10);
                thread.setDaemon(true);
                thread.start();
            }
            started.await();
        }
    },
    LIVE("MB live") {
        @Override
        void run(long megabytes, Path sources) {
            for (long kilobyte = 0; kilobyte < 1000 * megabytes; kilobyte++) {
                KEPT.add(new byte[1000]);
            }
        }
    },
    DEPTH("frames deep, for 10 s") {
        @Override
        void run(long frames, Path sources) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < end) {
                descend(frames);
            }
        }
    };

    private static final int GARBAGE_BYTES = 1000;

    /** So many that it is sampled for certain. */
    private static final int LARGE_BYTES = 16_000;

    private static final List<byte[]> KEPT = new ArrayList<>();
    private static volatile byte[] garbage;

    private final String unit;

    Load(String unit) {
        this.unit = unit;
    }

    abstract void run(long size, Path sources) throws Exception;

    /** Besides the usual ones. */
    String agentOptions() {
        return "";
    }

    String unit() {
        return unit;
    }

    private static void left(long way) {
        step(way);
    }

    private static void right(long way) {
        step(way);
    }

    private static void step(long way) {
        if (way <= 1) {
            garbage = new byte[LARGE_BYTES];
        } else if ((way & 1) == 0) {
            left(way >>> 1);
        } else {
            right(way >>> 1);
        }
    }

    private static void descend(long frames) {
        if (frames > 0) {
            descend(frames - 1);
        } else {
            for (int i = 0; i < 1000; i++) {
                garbage = new byte[GARBAGE_BYTES];
            }
        }
    }

    private static void waitForEver(CountDownLatch started) {
        started.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Holds known things and has started known threads, and does nothing more while it is recorded. */
public final class Recorded {
    public static final int ARRAYS = 8;

    /** Of the elements, which are sampled for certain. */
    public static final int LENGTH = 20_000_000;

    public static final int THREADS = 13;
    public static final int POOLS = 5;
    public static final int POOLS_SHUT_DOWN = 2;

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final List<Object> KEPT = new ArrayList<>();

    private Recorded() {}

    public static void main(String[] args) {
        Cue.await("ready");
        work();
        System.gc();
        Cue.await("done");
        System.exit(KEPT.isEmpty() ? 1 : 0);
    }

    /** In a method of its own: one that runs while its class is instrumented runs on as it was. */
    private static void work() {
        for (int i = 0; i < ARRAYS; i++) {
            KEPT.add(new byte[LENGTH]); // site: recorded arrays
        }
        for (int i = 0; i < THREADS; i++) {
            new Thread(Recorded::waitForever, "recorded-" + i).start(); // site: recorded threads
        }
        for (int i = 0; i < POOLS; i++) {
            ExecutorService pool = Executors.newFixedThreadPool(1); // site: recorded pools
            KEPT.add(pool);
            if (i < POOLS_SHUT_DOWN) {
                pool.shutdown();
            }
        }
    }

    private static void waitForever() {
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

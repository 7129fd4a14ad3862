package io.oomtrace.fork.program;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads of which it is known what they do: one computes, one sleeps, two want one lock, which each holds while it sleeps.
 * Until a line comes in.
 */
public final class KnownWork {
    private static final Object LOCK = new Object();
    private static volatile boolean stopped;
    private static volatile long computed;
    private static volatile long turns;

    private KnownWork() {}

    public static void main(String[] args) throws InterruptedException {
        Thread[] threads = {
            new Thread(KnownWork::compute, "computer"),
            new Thread(KnownWork::rest, "sleeper"),
            new Thread(KnownWork::contend, "contender-1"),
            new Thread(KnownWork::contend, "contender-2")
        };
        for (Thread thread : threads) {
            thread.start();
        }
        Cue.await("ready");
        stopped = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            thread.join();
        }
        System.out.println("computed " + (computed != 0) + ", turns " + (turns > 0));
    }

    private static void compute() {
        while (!stopped) {
            computed = hot(computed);
        }
    }

    private static long hot(long seed) {
        long x = seed + 1;
        for (int i = 0; i < 10_000_000; i++) {
            x = (x ^ x >>> 29) * 0x9E3779B97F4A7C15L;
        }
        return x;
    }

    private static void rest() {
        while (!stopped) {
            LockSupport.parkNanos(1_000_000_000);
        }
    }

    private static void contend() {
        while (!stopped) {
            hold();
            LockSupport.parkNanos(1_000_000); // Or the same thread would have it again and again.
        }
    }

    private static void hold() {
        synchronized (LOCK) { // site: contended
            turns++;
            long until = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }
}

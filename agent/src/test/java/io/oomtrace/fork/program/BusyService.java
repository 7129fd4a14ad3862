package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Two threads that do the same work over and over, and count the results that differ, until a line comes in. */
public final class BusyService {
    private static final int THREADS = 2;
    private static final AtomicLong DONE = new AtomicLong();
    private static final AtomicLong WRONG = new AtomicLong();
    private static volatile boolean stopped;

    private BusyService() {}

    public static void main(String[] args) throws InterruptedException {
        long expected = work();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> serve(expected), "service-" + i);
            thread.start();
            threads.add(thread);
        }
        Cue.await("ready");
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("wrong " + WRONG + " of some: " + (DONE.get() > 0));
    }

    private static void serve(long expected) {
        while (!stopped) {
            if (work() != expected) {
                WRONG.incrementAndGet();
            }
            DONE.incrementAndGet();
        }
    }

    private static long work() {
        Map<String, List<Integer>> index = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            index.computeIfAbsent("key " + i % 997, key -> new ArrayList<>()).add(i); // site: busy
        }
        int[][] grid = new int[20][30];
        long sum = 0;
        for (Map.Entry<String, List<Integer>> entry : index.entrySet()) {
            for (int value : entry.getValue()) {
                grid[value % 20][value % 30] += value;
                sum += (long) value * entry.getKey().length();
            }
        }
        for (int[] row : grid.clone()) {
            for (int cell : row) {
                sum = 31 * sum + cell;
            }
        }
        return sum;
    }
}

package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.List;

/** Allocates what the JVM's own histogram can count afterwards, at known lines, on eight threads at once; twice. */
public final class CountedExactly {
    public static final int THREADS = 8;
    public static final int TIMES = 25_003;
    public static final int LENGTHS = 64;

    /** Of a size that is no power of two. */
    static final class Node {
        long first;
        long second;
        Object third;
        byte fourth;
    }

    static final class Box {}

    static final class Cell {}

    private static final List<Object> KEPT = new ArrayList<>();

    private CountedExactly() {}

    public static void main(String[] args) throws Exception {
        Cue.await("ready");
        onAllThreads();
        Cue.await("done");
        KEPT.clear();
        onAllThreads();
        Cue.await("done again");
    }

    private static void onAllThreads() throws InterruptedException {
        Box[] original = new Box[5];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Object[] kept = new Object[4 * TIMES];
            KEPT.add(kept);
            threads.add(new Thread(() -> allocate(kept, original)));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void allocate(Object[] kept, Box[] original) {
        int lengths = 0;
        for (int i = 0; i < kept.length; i += 4) {
            kept[i] = new Node(); // site: nodes
            kept[i + 1] = new Node[i % LENGTHS]; // site: arrays
            kept[i + 2] = original.clone(); // site: clones
            kept[i + 3] = new Cell[2][3]; // site: grids
            byte[] garbage = new byte[i % LENGTHS]; // site: garbage
            lengths += garbage.length;
        }
        if (lengths < 0) {
            throw new AssertionError(lengths);
        }
    }
}

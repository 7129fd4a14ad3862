package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts threads of which each allocates arrays, holds them and waits; some more for each line that is read. */
public final class HoldingThreads {
    /** Started in the beginning. */
    public static final int THREADS = 7;

    /** Started for each line. */
    public static final int MORE = 5;

    /** Held by each. */
    public static final int ARRAYS = 400;

    /** Bytes of the elements of each array. */
    public static final int LENGTH = 16_384;

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final List<byte[]> HELD = Collections.synchronizedList(new ArrayList<>());

    private HoldingThreads() {}

    public static void main(String[] args) throws InterruptedException {
        Cue.await("ready");
        int threads = 0;
        for (int more = THREADS; more > 0; more = "more".equals(Cue.await("holding " + threads)) ? MORE : 0) {
            start(more);
            threads += more;
        }
    }

    private static void start(int threads) throws InterruptedException {
        CountDownLatch holding = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> hold(holding), "holder-" + i);
            thread.setDaemon(true);
            thread.start(); // site: start
        }
        holding.await();
    }

    private static void hold(CountDownLatch holding) {
        for (int i = 0; i < ARRAYS; i++) {
            HELD.add(new byte[LENGTH]); // site: held
        }
        holding.countDown();
        try {
            NEVER.await(); // site: wait
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

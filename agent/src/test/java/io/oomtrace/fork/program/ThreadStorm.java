package io.oomtrace.fork.program;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts threads from two threads at once, at least the number given and until a line comes in; each ends at once. */
public final class ThreadStorm {
    private static final int STARTERS = 2;

    private ThreadStorm() {}

    public static void main(String[] args) throws InterruptedException {
        int least = Integer.parseInt(args[0]);
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch storm = new CountDownLatch(least);
        Cue.await("ready");
        Thread[] starters = new Thread[STARTERS];
        for (int i = 0; i < STARTERS; i++) {
            starters[i] = new Thread(() -> start(storm, stopped), "starter-" + i);
            starters[i].start();
        }
        Cue.await("storm");
        storm.await();
        stopped.set(true);
        for (Thread starter : starters) {
            starter.join();
        }
        Cue.await("over");
    }

    private static void start(CountDownLatch storm, AtomicBoolean stopped) {
        while (!stopped.get()) {
            new Thread(storm::countDown, "drop").start(); // site: storm
        }
    }
}

package io.oomtrace.fork.program;

import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;

/** Two threads that allocate and free native memory as fast as they can, until a line comes in. */
public final class DeflaterStorm {
    private static final AtomicLong ENDED = new AtomicLong();
    private static volatile boolean stopped;

    private DeflaterStorm() {}

    public static void main(String[] args) throws InterruptedException {
        Thread[] threads = {new Thread(DeflaterStorm::rage), new Thread(DeflaterStorm::rage)};
        for (Thread thread : threads) {
            thread.start();
        }
        Cue.await("ready");
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("ended some: " + (ENDED.get() > 0));
    }

    private static void rage() {
        while (!stopped) {
            new Deflater().end();
            ENDED.incrementAndGet();
        }
    }
}

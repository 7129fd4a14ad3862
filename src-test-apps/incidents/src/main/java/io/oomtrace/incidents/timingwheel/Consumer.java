package io.oomtrace.incidents.timingwheel;

import io.oomtrace.incidents.Hold;
import java.util.concurrent.TimeUnit;

/**
 * Takes requests from a queue at a steady rate and hands them on, one after the other.
 *
 * <p>Any thread may call it; two batches do not run at the same time.
 */
final class Consumer {
    private final Handler handler;
    private final long periodNanos;
    private final int bodyBytes;
    private final Hold hold;
    private volatile int handled;

    Consumer(Handler handler, int perSecond, int bodyBytes, Hold hold) {
        this.handler = handler;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.bodyBytes = bodyBytes;
        this.hold = hold;
    }

    /** Handles {@code count} more requests, fewer when the program is to end before. */
    synchronized void consume(int count) throws InterruptedException {
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (hold.await(due - System.nanoTime())) {
                return;
            }
            handler.handle(new Request(handled + 1, new byte[bodyBytes]));
            handled++;
            due += periodNanos;
        }
    }

    int handled() {
        return handled;
    }
}

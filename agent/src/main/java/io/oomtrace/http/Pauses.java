package io.oomtrace.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets time pass between two snapshots. Few may wait at once, so that threads are left for other questions. Any
 * thread.
 */
final class Pauses {
    static final int MOST_SECONDS = 600;
    static final int MOST_AT_ONCE = Workers.THREADS / 2;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** @throws ControlException 400 when it is not a number of seconds that can be waited for */
    static int seconds(String text) {
        if (text.matches("[1-9]\\d{0,2}") && Integer.parseInt(text) <= MOST_SECONDS) {
            return Integer.parseInt(text);
        }
        throw new ControlException(
                400,
                "seconds=" + text + " cannot be waited for.",
                "Give a whole number from 1 to " + MOST_SECONDS + "; /diff tells what changes in longer than that.");
    }

    /** @throws ControlException 503 when too many wait already, or the server is closed meanwhile */
    void pass(int seconds) {
        if (!places.tryAcquire()) {
            throw new ControlException(
                    503,
                    MOST_AT_ONCE + " others wait for seconds= already.",
                    "Ask again when they have got their answers; /diff?ago= waits for nothing.");
        }
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException(503, "The endpoint was closed.", "See whether oomtrace was taken out.");
        } finally {
            places.release();
        }
    }
}

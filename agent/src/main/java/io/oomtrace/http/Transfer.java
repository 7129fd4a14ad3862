package io.oomtrace.http;

/**
 * One exchange on one of our threads, which waits for the client while it reads the request and writes the response.
 *
 * <p>Interrupting the thread closes its socket ({@link java.nio.channels.InterruptibleChannel}), which ends the wait:
 * that needs neither the server's JVM-wide properties nor its internals. While we make the answer nobody waits for
 * the client, and nothing is interrupted.
 *
 * <p>Time is counted in looks of the watchdog, not by the clock: when the whole JVM stands still, as in a collection
 * of a heap that is nearly full, that is not the client's fault. All methods are safe on any thread; the owner alone
 * begins, pauses and ends.
 */
final class Transfer {
    private final Thread owner = Thread.currentThread();
    private boolean waiting = true;
    private int looks;
    private boolean cut;

    /** The request is read: from here the client is not waited for. */
    synchronized void pause() {
        waiting = false;
    }

    /** The answer is there to be written. */
    synchronized void resume() {
        waiting = true;
        looks = 0;
    }

    /** The thread goes on to other work: it must not take an interrupt along. */
    synchronized void end() {
        waiting = false;
        if (cut) {
            Thread.interrupted();
        }
    }

    /** Ends the exchange if this is the look at which patience ends; tells whether it is. */
    synchronized boolean look(int patience) {
        if (!waiting || cut || ++looks < patience) {
            return false;
        }
        cut = true;
        owner.interrupt();
        return true;
    }
}

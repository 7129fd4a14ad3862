package io.oomtrace.http;

/**
 * One exchange on one of our threads, which waits for the client while it reads the request and writes the response.
 *
 * <p>Interrupting the thread closes its socket ({@link java.nio.channels.InterruptibleChannel}), which ends the wait:
 * that needs neither the server's JVM-wide properties nor its internals. While we make the answer nobody waits for the
 * client, and nothing is interrupted. All methods are safe on any thread; the owner alone begins, pauses and ends.
 */
final class Transfer {
    private final Thread owner = Thread.currentThread();
    private long waitingSince = System.nanoTime();
    private boolean waiting = true;
    private boolean cut;

    /** The request is read: from here the client is not waited for. */
    synchronized void pause() {
        waiting = false;
    }

    /** The answer is there to be written. */
    synchronized void resume() {
        waiting = true;
        waitingSince = System.nanoTime();
    }

    /** The thread goes on to other work: it must not take an interrupt along. */
    synchronized void end() {
        waiting = false;
        if (cut) {
            Thread.interrupted();
        }
    }

    /** Ends the exchange if the client has kept us waiting for longer; tells whether that was now. */
    synchronized boolean cutOffAfter(long nanos) {
        if (!waiting || cut || System.nanoTime() - waitingSince < nanos) {
            return false;
        }
        cut = true;
        owner.interrupt();
        return true;
    }
}

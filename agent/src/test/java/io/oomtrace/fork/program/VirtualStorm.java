package io.oomtrace.fork.program;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;

/**
 * Starts virtual threads as fast as it can, three at one line for one at another, and waits for their ends; each allocates
 * an array. JDK 21.
 */
public final class VirtualStorm {
    public static final int THREADS = 400_000;
    /** Of the array, without its header. */
    public static final int BYTES = 5000;

    private static final int AT_ONCE = 1000;

    private static volatile byte[] last;

    private VirtualStorm() {}

    public static void main(String[] args) throws Exception {
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Cue.await("ready");
        storm(start);
        Cue.await("over");
    }

    /** A method of its own: a frame that has been there since before the agent was attached has no line. */
    private static void storm(Method start) throws Exception {
        for (int started = 0; started < THREADS; started += AT_ONCE) {
            CountDownLatch running = new CountDownLatch(AT_ONCE);
            Runnable body = () -> {
                last = new byte[BYTES]; // site: in a virtual thread
                running.countDown();
            };
            for (int i = 0; i < AT_ONCE; i += 4) {
                for (int often = 0; often < 3; often++) {
                    start.invoke(null, body); // site: often
                }
                start.invoke(null, body); // site: seldom
            }
            running.await();
        }
    }
}

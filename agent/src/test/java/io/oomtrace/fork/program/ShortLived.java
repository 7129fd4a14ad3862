package io.oomtrace.fork.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Makes objects that nobody keeps, until the compiler has seen that it need not make them; says whether it did, and goes
 * on.
 */
public final class ShortLived {
    private static final int OBJECTS = 1_000_000;

    /** Compilers take notice much sooner. */
    private static final int MOST_ROUNDS = 500;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Point(long x, long y) {}

    private ShortLived() {}

    public static void main(String[] args) {
        Cue.await("ready");
        int round = 0;
        long sum = 0;
        long bytes;
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            sum += sum(round);
            bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        } while (bytes >= OBJECTS && ++round < MOST_ROUNDS);
        System.out.println("bytes an object: " + bytes / OBJECTS + (sum == 0 ? "?" : ""));
        Thread more = new Thread(ShortLived::goOn);
        more.setDaemon(true);
        more.start();
        Cue.await("done");
    }

    private static void goOn() {
        long sum = 1;
        while (sum != 0) {
            sum |= sum(1);
        }
    }

    private static long sum(int round) {
        long sum = 0;
        for (int i = 0; i < OBJECTS; i++) {
            Point point = new Point(i, round);
            int[] pair = {i, round};
            sum += point.x + point.y + pair[0] - pair[1];
        }
        return sum;
    }
}

package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Keeps one megabyte a second by one line, while another line makes a gigabyte of garbage a second. */
public final class SlowLeak {
    /** Bytes kept a second. */
    public static final int RATE = 1 << 20;

    private static final int GARBAGE_RATE = 1 << 30;
    private static final int GARBAGE = 1024;
    private static final int GARBAGE_AT_ONCE = 4096;
    private static final int PIECE = 4096;
    private static final int PIECES_AT_ONCE = 16;
    private static final List<byte[]> HELD = new ArrayList<>();

    private static volatile Object garbage;

    private SlowLeak() {}

    public static void main(String[] args) {
        Cue.await("ready");
        Thread waste = new Thread(SlowLeak::waste, "waste");
        waste.setDaemon(true);
        waste.start();
        Thread leak = new Thread(SlowLeak::leak, "leak");
        leak.setDaemon(true);
        leak.start();
        Cue.await("leaking");
    }

    private static void waste() {
        Pace pace = new Pace((double) GARBAGE_RATE / GARBAGE / GARBAGE_AT_ONCE);
        while (true) {
            pace.await();
            for (int i = 0; i < GARBAGE_AT_ONCE; i++) {
                garbage = new byte[GARBAGE]; // site: garbage
            }
        }
    }

    private static void leak() {
        Pace pace = new Pace((double) RATE / PIECE / PIECES_AT_ONCE);
        while (true) {
            pace.await();
            for (int i = 0; i < PIECES_AT_ONCE; i++) {
                HELD.add(new byte[PIECE]); // site: slow leak
            }
        }
    }

    /** Lets its caller go on so many times a second. */
    private static final class Pace {
        private final long begun = System.nanoTime();
        private final double perSecond;
        private long times;

        Pace(double perSecond) {
            this.perSecond = perSecond;
        }

        void await() {
            long due = begun + (long) (1e9 * times++ / perSecond);
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}

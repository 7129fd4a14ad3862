package io.oomtrace.fork.program;

import java.util.Arrays;

/**
 * Allocates known numbers of objects of known sizes, each kind on a line of its own, marked with a comment: little enough for
 * async-profiler to have a reference to all that is sampled and lives.
 */
public final class KnownHoard {
    public static final int KEPT = 20_000;
    public static final int KEPT_LENGTH = 1_000;
    public static final int INTS = 30_000;
    public static final int INTS_LENGTH = 256;
    public static final int COPIES = 3_500;
    public static final int COPY_LENGTH = 8_192;

    private static byte[][] kept;
    private static volatile Object garbage;

    private KnownHoard() {}

    public static void main(String[] args) throws InterruptedException {
        Cue.await("ready");
        // On a thread that is younger than the sampler: the first sample of an older one is drawn by the JVM's own
        // interval.
        Thread worker = new Thread(KnownHoard::allocate, "worker");
        worker.start();
        worker.join();
        Cue.await("done");
        System.out.println(kept.length + " kept");
    }

    private static void allocate() {
        kept = new byte[KEPT][]; // site: table
        for (int i = 0; i < KEPT; i++) {
            kept[i] = new byte[KEPT_LENGTH]; // site: kept arrays
        }
        for (int i = 0; i < INTS; i++) {
            garbage = new int[INTS_LENGTH]; // site: int arrays
        }
        byte[] original = new byte[COPY_LENGTH / 2];
        for (int i = 0; i < COPIES; i++) {
            garbage = Arrays.copyOf(original, COPY_LENGTH); // site: copies
        }
    }
}

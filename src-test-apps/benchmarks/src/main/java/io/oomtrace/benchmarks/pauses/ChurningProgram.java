package io.oomtrace.benchmarks.pauses;

import java.lang.ref.Reference;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The forked program: keeps many objects and replaces some of them one by one, at random, so that of those some of each
 * age die. Says when it is full; for each line it is given it replaces as many as it keeps, and answers; at the end of its
 * input it has the whole heap collected a few times. Arguments: the number of objects, and how many of them are replaced.
 */
final class ChurningProgram {
    static final String FULL = "full";
    static final String REPLACED = "replaced";

    private static final int OBJECT_BYTES = 200;
    private static final int FULL_COLLECTIONS = 5;

    /** So slowly that as many are sampled as can be tracked. */
    private static final int FILL_STEP = 500;

    private static final int FILL_PAUSE_NANOS = 1_000_000;

    private ChurningProgram() {}

    public static void main(String[] args) throws Exception {
        byte[][] kept = new byte[Integer.parseInt(args[0])][];
        int replaced = Integer.parseInt(args[1]);
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[OBJECT_BYTES];
            if (i % FILL_STEP == 0) {
                LockSupport.parkNanos(FILL_PAUSE_NANOS);
            }
        }
        System.gc();
        System.out.println(FULL);
        SplittableRandom random = new SplittableRandom(1);
        for (int read = System.in.read(); read >= 0; read = System.in.read()) {
            if (read == '\n') {
                for (int i = 0; i < kept.length; i++) {
                    kept[random.nextInt(replaced)] = new byte[OBJECT_BYTES];
                }
                System.out.println(REPLACED);
            }
        }
        for (int i = 0; i < FULL_COLLECTIONS; i++) {
            System.gc();
        }
        Reference.reachabilityFence(kept);
    }
}

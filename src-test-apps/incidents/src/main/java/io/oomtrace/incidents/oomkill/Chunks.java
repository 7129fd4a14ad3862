package io.oomtrace.incidents.oomkill;

import java.io.PrintStream;

/** Memory taken chunk by chunk up to a target and kept. Sizes in MB of 2^20 bytes; for one thread. */
final class Chunks {
    private static final int MB = 1 << 20;

    /** As long as the target needs from the start: a list would want to grow when there is nothing left. */
    private final byte[][] chunks;

    private final int chunkMb;
    private final int targetMb;
    private int taken;

    Chunks(int chunkMb, int targetMb) {
        this.chunkMb = chunkMb;
        this.targetMb = targetMb;
        this.chunks = new byte[(targetMb + chunkMb - 1) / chunkMb][];
    }

    /** Shows progress on one line; false when the JVM's own out-of-memory error came before the target. */
    boolean takeAll(PrintStream progress) {
        try {
            while (taken < chunks.length) {
                // The JVM writes zeros into every page, so that the memory is resident and not merely reserved.
                chunks[taken] = new byte[sizeMb(taken) * MB]; // culprit: oom-kill
                taken++;
                progress.print("\rallocated " + takenMb() + " MB of " + targetMb + " MB");
                progress.flush();
            }
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        } finally {
            progress.println();
        }
    }

    int takenMb() {
        return Math.min(taken * chunkMb, targetMb);
    }

    /** The last chunk is what is left to the target. */
    private int sizeMb(int index) {
        return Math.min(chunkMb, targetMb - index * chunkMb);
    }
}

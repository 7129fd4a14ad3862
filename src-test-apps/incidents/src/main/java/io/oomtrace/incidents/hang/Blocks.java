package io.oomtrace.incidents.hang;

import java.util.SplittableRandom;

/**
 * A fixed number of 4 KB blocks, each present or missing.
 *
 * <p>Safe for use by several threads; like the reported program, filling and freeing exclude each other.
 */
final class Blocks {
    static final int BLOCK_BYTES = 4096;

    private static final int KEPT_PERCENT = 80;

    private final byte[][] blocks;
    private final SplittableRandom random = new SplittableRandom(6060);
    private volatile int present;

    /** @param totalMb the size with all blocks present, in MB of 2^20 bytes */
    Blocks(int totalMb) {
        blocks = new byte[totalMb * (1 << 20) / BLOCK_BYTES][];
    }

    /** Allocates the missing blocks and returns how many those were. */
    synchronized int fill() {
        int filled = 0;
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] == null) {
                blocks[i] = new byte[BLOCK_BYTES]; // culprit: hang-at-limit
                present++;
                filled++;
            }
        }
        return filled;
    }

    /** Frees a random number of what is present above 80 % of the total, at random places, and returns that number. */
    synchronized int free() {
        int above = present - (int) (blocks.length * (long) KEPT_PERCENT / 100);
        if (above <= 0) {
            return 0;
        }
        int freed = random.nextInt(above + 1);
        for (int left = freed; left > 0; ) {
            int i = random.nextInt(blocks.length);
            if (blocks[i] != null) {
                blocks[i] = null;
                present--;
                left--;
            }
        }
        return freed;
    }

    int present() {
        return present;
    }

    int total() {
        return blocks.length;
    }
}

package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.List;

/** Holds more and more by one line, and something that stays as it is by another. */
public final class Hoarder {
    /** Bytes of the elements of each array. */
    public static final int LENGTH = 16_384;

    /** Arrays held from the beginning. */
    public static final int STEADY = 1024;

    /** Arrays held more for each line that is read. */
    public static final int MORE = 2048;

    private static final List<byte[]> HELD = new ArrayList<>();

    private Hoarder() {}

    public static void main(String[] args) {
        Cue.await("ready");
        for (int i = 0; i < STEADY; i++) {
            HELD.add(new byte[LENGTH]); // site: steady
        }
        while ("more".equals(Cue.await("holding " + HELD.size()))) {
            for (int i = 0; i < MORE; i++) {
                HELD.add(new byte[LENGTH]); // site: more
            }
        }
    }
}

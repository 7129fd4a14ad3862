package io.oomtrace.fork.program;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** Keeps deflaters without ending them: 268 KB of native memory each (zlib: {@code deflateInit2_}), and hardly any in the heap. */
public final class DeflaterLeak {
    public static final int LEAKED = 200;
    public static final int ENDED = 200;

    /**
     * With windows of 2<sup>15</sup> bytes and a memory level of 8 (zlib's {@code zconf.h}): (1 << 17) + (1 << 17) and what
     * newer versions add.
     */
    public static final long LEAST_BYTES_EACH = 256 << 10;

    private static final List<Deflater> KEPT = new ArrayList<>();

    private DeflaterLeak() {}

    public static void main(String[] args) {
        Cue.await("ready");
        leak();
        endAll();
        Cue.await("done");
        System.out.println("kept " + KEPT.size());
    }

    private static void leak() {
        for (int i = 0; i < LEAKED; i++) {
            KEPT.add(new Deflater()); // site: leaked
        }
    }

    private static void endAll() {
        for (int i = 0; i < ENDED; i++) {
            Deflater deflater = new Deflater(); // site: ended
            deflater.end();
        }
    }
}

package io.oomtrace.fork.program;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Allocates known numbers of objects of known sizes, each kind on a line of its own, marked with a comment.
 *
 * <p>After each allocation it computes for a while in proportion to the bytes: about half a gigabyte a second is
 * allocated, so that a profiler which bounds its samples per second has time for enough of them.
 */
public final class KnownAllocations {
    public static final int KEPT_ARRAYS = 250_000;
    public static final int KEPT_ARRAY_LENGTH = 1_000;
    public static final int KEPT_NODES = 8_000_000;
    public static final int KEPT_BUFFERS = 20_000;
    public static final int KEPT_BUFFER_LENGTH = 2_000;
    public static final int INT_ARRAYS = 300_000;
    public static final int INT_ARRAY_LENGTH = 256;
    public static final int POINTS = 10_000_000;
    public static final int COPIES = 40_000;
    public static final int COPY_LENGTH = 8_192;
    public static final int GRIDS = 75_000;
    public static final int GRID_ROWS = 8;
    public static final int GRID_COLUMNS = 64;
    public static final int CLONES = 75_000;
    public static final int CLONE_LENGTH = 2_048;
    public static final int REFLECTED = 100_000;
    public static final int REFLECTED_LENGTH = 100;
    public static final int STRINGS = 500_000;
    public static final int STRING_LENGTH = 48;
    public static final int THREADS = 4;
    public static final int SHORT_ARRAYS_PER_THREAD = 75_000;
    public static final int SHORT_ARRAY_LENGTH = 512;

    private static byte[][] keptArrays;
    private static Node[] keptNodes;
    private static Buffer[] keptBuffers;
    private static volatile Object garbage;
    private static volatile long computed;

    private KnownAllocations() {}

    public static void main(String[] args) throws InterruptedException {
        Cue.await("ready");
        passTheFirstSample();
        keepArrays();
        keepNodes();
        keepBuffers();
        intArrays();
        points();
        copies();
        grids();
        clones();
        reflected();
        strings();
        shortArraysOnThreads();
        Cue.await("done");
        System.out.println(keptArrays.length + keptNodes.length + keptBuffers.length + " kept, " + (computed & 1));
    }

    /**
     * A thread that is older than the agent has its first sample where the JVM had drawn it, at 512 KiB on the
     * average. Of what comes after, a large object is sampled for certain.
     */
    private static void passTheFirstSample() {
        for (int i = 0; i < 1000; i++) {
            computed += new byte[32 << 10].length;
        }
    }

    private static void keepArrays() {
        keptArrays = new byte[KEPT_ARRAYS][]; // site: table of arrays
        for (int i = 0; i < KEPT_ARRAYS; i++) {
            keptArrays[i] = new byte[KEPT_ARRAY_LENGTH]; // site: kept arrays
            compute(KEPT_ARRAY_LENGTH);
        }
    }

    private static void keepNodes() {
        keptNodes = new Node[KEPT_NODES]; // site: table of nodes
        for (int i = 0; i < KEPT_NODES; i++) {
            keptNodes[i] = new Node(i); // site: kept nodes
            compute(32);
        }
    }

    private static void keepBuffers() {
        keptBuffers = new Buffer[KEPT_BUFFERS];
        for (int i = 0; i < KEPT_BUFFERS; i++) {
            keptBuffers[i] = new SizedBuffer(KEPT_BUFFER_LENGTH);
            compute(KEPT_BUFFER_LENGTH);
        }
    }

    private static void intArrays() {
        for (int i = 0; i < INT_ARRAYS; i++) {
            garbage = new int[INT_ARRAY_LENGTH]; // site: int arrays
            compute(4 * INT_ARRAY_LENGTH);
        }
    }

    private static void points() {
        for (int i = 0; i < POINTS; i++) {
            garbage = new Point(i, i); // site: points
            compute(32);
        }
    }

    private static void copies() {
        byte[] original = new byte[COPY_LENGTH / 2];
        for (int i = 0; i < COPIES; i++) {
            garbage = Arrays.copyOf(original, COPY_LENGTH); // site: copies
            compute(COPY_LENGTH);
        }
    }

    private static void grids() {
        for (int i = 0; i < GRIDS; i++) {
            garbage = new long[GRID_ROWS][GRID_COLUMNS]; // site: grids
            compute(8 * GRID_ROWS * GRID_COLUMNS);
        }
    }

    private static void clones() {
        char[] original = new char[CLONE_LENGTH];
        for (int i = 0; i < CLONES; i++) {
            garbage = original.clone(); // site: clones
            compute(2 * CLONE_LENGTH);
        }
    }

    private static void reflected() {
        for (int i = 0; i < REFLECTED; i++) {
            garbage = Array.newInstance(double.class, REFLECTED_LENGTH); // site: reflected
            compute(8 * REFLECTED_LENGTH);
        }
    }

    private static void strings() {
        byte[] ascii = "x".repeat(STRING_LENGTH).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < STRINGS; i++) {
            garbage = new String(ascii, StandardCharsets.ISO_8859_1); // site: strings
            compute(24 + STRING_LENGTH);
        }
    }

    private static void shortArraysOnThreads() throws InterruptedException {
        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(KnownAllocations::shortArrays, "worker-" + i);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void shortArrays() {
        for (int i = 0; i < SHORT_ARRAYS_PER_THREAD; i++) {
            garbage = new short[SHORT_ARRAY_LENGTH]; // site: short arrays
            compute(2 * SHORT_ARRAY_LENGTH);
        }
    }

    /** A step for each byte, each waiting for the one before. */
    private static void compute(int bytes) {
        long x = bytes;
        for (int i = 0; i < bytes; i++) {
            x = (x ^ x >>> 29) * 0x9E3779B97F4A7C15L;
        }
        if (x == 42) {
            computed++;
        }
    }

    private record Point(long x, long y) {}

    private static final class Node {
        final long a;
        final long b;
        Object next;

        Node(long a) {
            this.a = a;
            this.b = -a;
        }
    }

    private static class Buffer {
        final byte[] bytes;

        Buffer(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private static final class SizedBuffer extends Buffer {
        SizedBuffer(int length) {
            super(new byte[length]); // site: before super
        }
    }
}

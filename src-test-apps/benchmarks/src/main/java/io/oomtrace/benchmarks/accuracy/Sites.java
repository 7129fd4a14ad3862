package io.oomtrace.benchmarks.accuracy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLongArray;

/** Methods that allocate, each counting what it does; what is kept stays. Any thread. */
final class Sites {
    static final int COUNT = 8;

    private static final int HEADER_BYTES = 16;
    private static final int ALIGNMENT = 8;

    private static volatile Object garbage;

    private final AtomicLongArray allocated = new AtomicLongArray(COUNT);
    private final AtomicLongArray live = new AtomicLongArray(COUNT);
    private final Queue<Object> kept = new ArrayDeque<>();

    /** @param length of the array of bytes that is allocated */
    void allocate(int site, int length, boolean keep) {
        byte[] made = allocate(site, length);
        long bytes = (HEADER_BYTES + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        allocated.addAndGet(site, bytes);
        if (keep) {
            live.addAndGet(site, bytes);
            synchronized (kept) {
                kept.add(made);
            }
        } else {
            garbage = made;
        }
    }

    private static byte[] allocate(int site, int length) {
        return switch (site) {
            case 0 -> site0(length);
            case 1 -> site1(length);
            case 2 -> site2(length);
            case 3 -> site3(length);
            case 4 -> site4(length);
            case 5 -> site5(length);
            case 6 -> site6(length);
            default -> site7(length);
        };
    }

    private static byte[] site0(int length) {
        return new byte[length];
    }

    private static byte[] site1(int length) {
        return new byte[length];
    }

    private static byte[] site2(int length) {
        return new byte[length];
    }

    private static byte[] site3(int length) {
        return new byte[length];
    }

    private static byte[] site4(int length) {
        return new byte[length];
    }

    private static byte[] site5(int length) {
        return new byte[length];
    }

    private static byte[] site6(int length) {
        return new byte[length];
    }

    private static byte[] site7(int length) {
        return new byte[length];
    }

    /** {@code site=allocated,live} of each, in bytes. */
    String truth() {
        StringBuilder text = new StringBuilder();
        garbage = null;
        for (int site = 0; site < COUNT; site++) {
            text.append(" site")
                    .append(site)
                    .append('=')
                    .append(allocated.get(site))
                    .append(',')
                    .append(live.get(site));
        }
        return text.toString();
    }
}

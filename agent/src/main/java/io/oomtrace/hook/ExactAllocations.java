package io.oomtrace.hook;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts every allocation of chosen classes, by site. Called by their code behind its calls of {@link Allocations}. MUST
 * be loaded by the bootstrap loader.
 *
 * <p>Counters are added to atomically, so none is lost whatever the number of threads. Each site has one for each of
 * {@link #STRIPES} stripes of threads, for else threads that allocate at the same line would wait for each other's cache
 * line: the idea of {@code java.util.concurrent.atomic.LongAdder}, which allocates. Neighbours in memory are other sites
 * of the same stripe.
 *
 * <p>Nothing here allocates, locks or throws, nor keeps what is passed.
 */
public final class ExactAllocations {
    /** A site's number is the operand of a {@code sipush}. */
    public static final int MOST_SITES = Short.MAX_VALUE + 1;

    /** Sites whose counters are allocated together, a power of two. */
    public static final int SEGMENT_SITES = 256;

    /** A power of two. */
    public static final int STRIPES = 8;

    /** Numbers in a segment: for each stripe, for each site, allocations and bytes. */
    public static final int SEGMENT_LENGTH = STRIPES * SEGMENT_SITES * 2;

    private static final int SHIFT_BITS = 3;
    private static final int SHIFT_MASK = (1 << SHIFT_BITS) - 1;

    private static final AtomicLongArray[] SEGMENTS = new AtomicLongArray[MOST_SITES / SEGMENT_SITES];

    /** By site, bytes before the first element shifted by {@link #SHIFT_BITS}, and the size of an element as a shift. */
    private static final int[][] SHAPES = new int[MOST_SITES / SEGMENT_SITES][];

    private static volatile ObjectSizes sizes;
    private static volatile long failures;
    private static int alignmentMask;

    private ExactAllocations() {}

    /** Counts from now on; {@code null} ends that. */
    public static void setSizes(ObjectSizes newSizes) {
        sizes = newSizes;
    }

    /** @param bytes what sizes of objects are multiples of, a power of two */
    public static void setAlignment(int bytes) {
        alignmentMask = bytes - 1;
    }

    /**
     * Makes room for the sites from {@code segment * SEGMENT_SITES} on, before their code runs; or takes it away.
     *
     * @param counters of {@link #SEGMENT_LENGTH}; null for none
     * @param shapes of {@link #SEGMENT_SITES}; null for none
     */
    public static void setSegment(int segment, AtomicLongArray counters, int[] shapes) {
        SHAPES[segment] = shapes;
        SEGMENTS[segment] = counters;
    }

    /**
     * Tells of a site, before its code runs, that it allocates arrays. Of others it shows when there is an object.
     *
     * @param base bytes before the first element
     * @param shift the size of an element is {@code 1 << shift} bytes
     */
    public static void setArray(int site, int base, int shift) {
        SHAPES[site / SEGMENT_SITES][site % SEGMENT_SITES] = base << SHIFT_BITS | shift;
    }

    /** Objects or arrays whose size could not be told; they were counted as having none. */
    public static long failures() {
        return failures;
    }

    /** An object of the site's class. */
    public static void object(Object allocated, int site) {
        ObjectSizes current = sizes;
        int[] shapes = SHAPES[site / SEGMENT_SITES];
        if (current != null && shapes != null) {
            int shape = shapes[site % SEGMENT_SITES];
            if (shape == 0) {
                shape = (int) size(allocated, current) << SHIFT_BITS;
                shapes[site % SEGMENT_SITES] = shape;
            }
            add(site, shape >> SHIFT_BITS);
        }
    }

    /** An array of the site's type. */
    public static void array(int length, int site) {
        int[] shapes = SHAPES[site / SEGMENT_SITES];
        if (sizes != null && shapes != null) {
            int shape = shapes[site % SEGMENT_SITES];
            long bytes = (shape >> SHIFT_BITS) + ((long) length << (shape & SHIFT_MASK));
            add(site, bytes + alignmentMask & ~alignmentMask);
        }
    }

    /** An object or an array of whatever type, or null. */
    public static void result(Object allocated, int site) {
        ObjectSizes current = sizes;
        if (current != null && allocated != null) {
            add(site, size(allocated, current));
        }
    }

    /** An array of arrays with every array in it: each is an allocation. */
    public static void nested(Object[] allocated, int site) {
        result(allocated, site);
        for (int i = 0; i < allocated.length; i++) {
            Object element = allocated[i];
            if (element instanceof Object[] inner) {
                nested(inner, site);
            } else {
                result(element, site);
            }
        }
    }

    private static long size(Object allocated, ObjectSizes current) {
        try {
            return current.of(allocated);
        } catch (Throwable t) {
            failures++;
            return 0;
        }
    }

    private static void add(int site, long bytes) {
        AtomicLongArray counters = SEGMENTS[site / SEGMENT_SITES];
        if (counters != null) {
            int stripe = (int) ThreadId.current() & (STRIPES - 1);
            int at = (stripe * SEGMENT_SITES + site % SEGMENT_SITES) * 2;
            counters.getAndAdd(at, 1);
            counters.getAndAdd(at + 1, bytes);
        }
    }
}

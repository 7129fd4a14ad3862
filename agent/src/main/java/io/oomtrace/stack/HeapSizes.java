package io.oomtrace.stack;

import java.util.function.ToLongFunction;

/**
 * What objects take in the heap of this JVM: tells the size of a table from the number of what is in it, where walking it
 * would allocate. Thread-safe if {@code sizeOf} is.
 */
public final class HeapSizes {
    /** Has the fields of a node of a {@code HashMap} or a {@code ConcurrentHashMap}. */
    private record Node(int hash, Object key, Object value, Object next) {}

    private static final int MANY = 1024;

    /** Of a map that doubles its table when three quarters are full. */
    private static final double SLOTS_PER_ENTRY = 2;

    private final ToLongFunction<Object> sizeOf;
    private final double bytesPerReference;
    private final double bytesPerEntry;

    /** @param sizeOf shallow size of an object in bytes, as {@code Instrumentation.getObjectSize} gives it */
    public HeapSizes(ToLongFunction<Object> sizeOf) {
        this.sizeOf = sizeOf;
        this.bytesPerReference = (double) sizeOf.applyAsLong(new Object[MANY]) / MANY;
        this.bytesPerEntry = sizeOf.applyAsLong(new Node(0, null, null, null)) + SLOTS_PER_ENTRY * bytesPerReference;
    }

    /** Bytes of one object, or of an array without what it refers to. */
    public long of(Object object) {
        return sizeOf.applyAsLong(object);
    }

    /** Bytes of as many references in an array. */
    public long references(int count) {
        return (long) (count * bytesPerReference);
    }

    /** Bytes of a map of so many entries, without keys and values. */
    public long map(int entries) {
        return (long) (entries * bytesPerEntry);
    }
}

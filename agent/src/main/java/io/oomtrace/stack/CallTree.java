package io.oomtrace.stack;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Interned call stacks: equal ones are the same object, and those with common callers share them.
 *
 * <p>Bounded: once {@code capacity} of them are there, callers included, one with a new frame becomes {@link
 * #full()}. Not thread-safe.
 */
public final class CallTree {
    private static final int SMALLEST_TABLE = 256;

    private final int capacity;
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final CallStack full =
            CallStack.EMPTY.calling(new Frame("oomtrace", "(call tree full)", "", Frame.UNKNOWN_LINE));

    /**
     * By hash, or in the next free place; at most half full. Not a map of the JDK's: those would learn the kinds of
     * our keys, and serve the application's the worse.
     */
    private CallStack[] table = new CallStack[SMALLEST_TABLE];

    private int size;
    private long refused;

    public CallTree(int capacity) {
        this.capacity = capacity;
    }

    /**
     * @param leafFirst frames of one stack
     * @param truncated see {@link CallStack#truncated()}
     */
    public CallStack intern(List<Frame> leafFirst, boolean truncated) {
        CallStack stack = truncated ? CallStack.TRUNCATED : CallStack.EMPTY;
        for (int i = leafFirst.size() - 1; i >= 0; i--) {
            stack = calling(stack, leafFirst.get(i));
            if (stack == full) {
                refused++;
                return full;
            }
        }
        return stack;
    }

    private CallStack calling(CallStack caller, Frame frame) {
        int hash = caller.hashCalling(frame);
        int place = place(hash);
        for (CallStack known = table[place]; known != null; known = table[place]) {
            if (known.hashCode() == hash
                    && known.caller() == caller
                    && known.leaf().equals(frame)) {
                return known;
            }
            place = place + 1 & table.length - 1;
        }
        return size < capacity ? add(caller, frame) : full;
    }

    private CallStack add(CallStack caller, Frame frame) {
        if (2 * size == table.length) {
            grow();
        }
        Frame known = frames.putIfAbsent(frame, frame);
        CallStack stack = caller.calling(known == null ? frame : known);
        put(stack);
        size++;
        return stack;
    }

    private void grow() {
        CallStack[] old = table;
        table = new CallStack[2 * old.length];
        for (CallStack stack : old) {
            if (stack != null) {
                put(stack);
            }
        }
    }

    private void put(CallStack stack) {
        int place = place(stack.hashCode());
        while (table[place] != null) {
            place = place + 1 & table.length - 1;
        }
        table[place] = stack;
    }

    /** Multiplied by the golden ratio: hashes of neighbours are neighbours, which would make long runs. */
    private int place(int hash) {
        return (hash * 0x9e3779b9 >>> 8) & table.length - 1;
    }

    public CallStack full() {
        return full;
    }

    public int size() {
        return size;
    }

    /** Bytes in the heap, without the names, of which most are the JVM's own. */
    public long heapBytes(HeapSizes sizes) {
        return size * sizes.of(full)
                + sizes.of(table)
                + frames.size() * sizes.of(full.leaf())
                + sizes.map(frames.size());
    }

    /** Stacks that found no room. */
    public long refused() {
        return refused;
    }

    public void clear() {
        table = new CallStack[SMALLEST_TABLE];
        size = 0;
        frames.clear();
    }
}

package io.oomtrace.export;

import io.oomtrace.snapshot.CallStack;
import java.util.ArrayList;
import java.util.List;

/** Call stacks by their place in a snapshot's file. A list that grows without being copied: there may be very many. */
final class StackNodes {
    private static final int CHUNK = 1024;

    private final List<CallStack[]> chunks = new ArrayList<>();
    private int size;

    void add(CallStack stack) {
        if (size % CHUNK == 0) {
            chunks.add(new CallStack[CHUNK]);
        }
        chunks.get(size / CHUNK)[size % CHUNK] = stack;
        size++;
    }

    /** @throws IndexOutOfBoundsException when so many have not been added */
    CallStack get(int place) {
        if (place >= size) {
            throw new IndexOutOfBoundsException("no stack " + place + " of " + size);
        }
        return chunks.get(place / CHUNK)[place % CHUNK];
    }
}

package io.oomtrace.stack;

import io.oomtrace.snapshot.Frame;
import java.util.List;

/** Takes call stacks where they are, and names their frames later, elsewhere. */
public interface Stacks {
    /**
     * @param leafFirst frames of the application, without those of the hook and of what it called on top
     * @param truncated whether there were more than are kept
     */
    record Named(List<Frame> leafFirst, boolean truncated) {}

    /** What they are taken by, for people: {@code throwable}, say. */
    String by();

    /** Bytes in the heap of what is kept to name them the faster; when {@link #name} is not at work. */
    long heapBytes(HeapSizes sizes);

    /** The current thread's stack, in the form that costs it least. Any thread. */
    Object take();

    /**
     * One thread at a time.
     *
     * @param taken what {@link #take} returned
     * @return null if code of the agent itself is on that stack, or if the JVM had no room in the heap to keep it
     */
    Named name(Object taken);
}

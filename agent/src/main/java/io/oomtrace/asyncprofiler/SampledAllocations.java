package io.oomtrace.asyncprofiler;

import io.oomtrace.stack.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import one.jfr.JfrReader;
import one.jfr.event.AllocationSample;
import one.jfr.event.Event;
import one.jfr.event.LiveObject;

/**
 * Allocations of objects that async-profiler has sampled, and which of them lived when it was stopped, until somebody takes
 * them. Any thread.
 *
 * <p>It has the JVM sample (JEP 331) with one interval, i: an object of s bytes is chosen with a probability of
 * 1 − exp(−s/i), and its inverse is the weight. async-profiler's own, the larger of size and interval, is too much near
 * the interval: 1.58 times for an object as large. References to samples are kept in 1,024 places (objectSampler.cpp:
 * {@code LiveRefs}), and taken from there when it stops.
 */
public final class SampledAllocations {
    /** Of references to objects. */
    public static final int MOST_LIVE = 1024;

    /**
     * @param type binary class name as sites have it
     * @param size of the object in bytes
     * @param probability with which it was chosen
     */
    public record Sample(Stacks.Named stack, String type, String thread, long size, double probability) {}

    private final String ownThreads;
    private long interval;
    private List<Sample> allocated = new ArrayList<>();
    private List<Sample> living = new ArrayList<>();
    private List<Sample> lived;
    private long misfits;

    /**
     * @param interval mean bytes between two samples of a thread
     * @param ownThreads what the names of threads begin with that are left out
     */
    public SampledAllocations(long interval, String ownThreads) {
        this.interval = interval;
        this.ownThreads = ownThreads;
    }

    /** Of the next session. */
    public synchronized void interval(long bytes) {
        interval = bytes;
    }

    public synchronized long interval() {
        return interval;
    }

    /** Of async-profiler's. */
    synchronized String option() {
        return "alloc=" + interval + ",live";
    }

    /** One part of a recording. */
    synchronized void collect(JfrReader part, RecordedStacks stacks, long sampledEvery) {
        try {
            for (Event event = part.readEvent(); event != null; event = part.readEvent()) {
                if (event instanceof AllocationSample sample) {
                    misfits += sample.tlabSize == Math.max(sample.allocationSize, sampledEvery) ? 0 : 1;
                    add(allocated, event, sample.classId, sample.allocationSize, stacks, sampledEvery);
                } else if (event instanceof LiveObject object) {
                    add(living, event, object.classId, object.allocationSize, stacks, sampledEvery);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<Sample> to, Event event, int type, long size, RecordedStacks stacks, long sampledEvery) {
        String thread = stacks.thread(event.tid);
        Stacks.Named stack = stacks.stack(event.stackTraceId);
        if (stack != null && !thread.startsWith(ownThreads)) {
            double probability = -Math.expm1(-(double) size / sampledEvery);
            to.add(new Sample(stack, stacks.type(type), thread, size, probability));
        }
    }

    /**
     * Samples that the JVM's sampler did not take: where another agent has that, async-profiler has traps in the JVM's code
     * tell of new buffers, and what such a sample stands for is not known here.
     */
    synchronized long misfits() {
        return misfits;
    }

    /** Those since the last time. */
    public synchronized List<Sample> takeAllocated() {
        List<Sample> taken = allocated;
        allocated = new ArrayList<>();
        return taken;
    }

    /** A session has ended, and nothing of it is left to be collected. */
    synchronized void ended() {
        lived = living;
        living = new ArrayList<>();
    }

    /** Those that lived when the last session ended; null if none has ended since the last time. */
    public synchronized List<Sample> takeLiving() {
        List<Sample> taken = lived;
        lived = null;
        return taken;
    }

    /** Forgets those that nobody has taken. */
    public synchronized void forget() {
        allocated = new ArrayList<>();
        lived = null;
    }
}

package io.oomtrace.asyncprofiler;

import io.oomtrace.snapshot.Engine;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Stacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import one.jfr.JfrReader;
import one.jfr.event.MallocEvent;

/**
 * Native memory that was allocated and not freed, estimated from a sample of the calls of {@code malloc} and all those of
 * {@code free}. Any thread.
 *
 * <p>async-profiler takes the call that has the sum of all bytes reach a multiple of the interval, so one of s bytes has a
 * chance of s/interval, or 1 if it is larger, and its inverse is its weight. What is followed until it is freed is bounded:
 * when there is too much, half of it, chosen by chance, stands for all, as of objects.
 */
public final class NativeMemory {
    private static final int UNFREED = 0;
    private static final int ALLOCATED = 2;
    private static final List<Metric> METRICS = List.of(
            new Metric("native_bytes", Metric.Unit.BYTES, true),
            new Metric("native_count", Metric.Unit.COUNT, true),
            new Metric("native_alloc_bytes", Metric.Unit.BYTES, true),
            new Metric("native_alloc_count", Metric.Unit.COUNT, true));

    /** Of async-profiler's functions that stand before the C library's. */
    private static final String HOOK = "_hook";

    private static final String OWN_LIBRARY = "libasyncProfiler";

    /** One that was taken and has not been freed. */
    private static final class Block {
        private final Tally.Row site;
        private final long bytes;
        private double probability;

        Block(Tally.Row site, long bytes, double probability) {
            this.site = site;
            this.bytes = bytes;
            this.probability = probability;
        }
    }

    private static final Block ANY_BLOCK = new Block(null, 0, 1);
    private static final Long ANY_ADDRESS = Long.MAX_VALUE;

    private final long interval;
    private final int capacity;
    private final String ownThreads;
    private final Tally tally;
    private final Map<Long, Block> blocks = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom();
    private double admission = 1;
    private long samples;
    private long frees;

    /**
     * @param interval bytes between two samples
     * @param maxSites distinct sites kept
     * @param capacity blocks that are followed at once
     * @param ownThreads what the names of threads begin with that are left out
     */
    public NativeMemory(long interval, int maxSites, int capacity, String ownThreads) {
        this.ownThreads = ownThreads;
        this.interval = interval;
        this.capacity = capacity;
        this.tally = new Tally(METRICS, maxSites);
    }

    /** Of async-profiler's. */
    String option() {
        return "nativemem=" + interval;
    }

    /** One part of a recording, after those before it. */
    synchronized void collect(JfrReader part, RecordedStacks stacks) {
        try {
            List<MallocEvent> events = new ArrayList<>();
            Set<Long> addresses = new HashSet<>();
            for (MallocEvent event = next(part); event != null; event = next(part)) {
                if (event.size > 0) {
                    events.add(event);
                    addresses.add(event.address);
                }
            }
            part.rewind();
            part.hasMoreChunks();
            for (MallocEvent event = next(part); event != null; event = next(part)) {
                if (event.size == 0) {
                    frees++;
                    // Of all calls of free in the process, few are about what was sampled.
                    if (blocks.containsKey(event.address) || addresses.contains(event.address)) {
                        events.add(event);
                    }
                }
            }
            events.sort(null);
            for (MallocEvent event : events) {
                if (event.size == 0) {
                    freed(event.address);
                } else {
                    Stacks.Named stack = stacks.stack(event.stackTraceId);
                    allocated(event.address, event.size, stack, stacks.thread(event.tid));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MallocEvent next(JfrReader part) throws IOException {
        return part.readEvent(MallocEvent.class);
    }

    synchronized void freed(long address) {
        blocks.remove(address);
    }

    /** @param stack null if it is the agent's */
    synchronized void allocated(long address, long size, Stacks.Named stack, String thread) {
        samples++;
        // Whoever had that address has freed it, though that was not seen.
        blocks.remove(address);
        if (stack == null || thread.startsWith(ownThreads)) {
            return;
        }
        List<Frame> frames = stack.leafFirst();
        int hooks = 0;
        String function = "malloc";
        while (hooks < frames.size() && frames.get(hooks).className().contains(OWN_LIBRARY)) {
            String name = frames.get(hooks++).methodName();
            function = name.endsWith(HOOK) ? name.substring(0, name.length() - HOOK.length()) : function;
        }
        Stacks.Named callers = new Stacks.Named(frames.subList(hooks, frames.size()), stack.truncated());
        double probability = Math.min(1, (double) size / interval);
        Tally.Row site = tally.at(callers, function, thread);
        site.addSampled(ALLOCATED, size, probability);
        follow(address, new Block(site, size, probability));
    }

    private void follow(long address, Block block) {
        if (admission < 1 && blocks.size() < capacity / 4) {
            admission *= 2;
        }
        if (random.nextDouble() >= admission) {
            return;
        }
        if (blocks.size() == capacity) {
            thin();
            if (random.nextBoolean()) {
                return;
            }
        }
        block.probability *= admission;
        blocks.put(address, block);
    }

    private void thin() {
        admission /= 2;
        for (Iterator<Block> each = blocks.values().iterator(); each.hasNext(); ) {
            Block block = each.next();
            if (random.nextBoolean()) {
                block.probability /= 2;
            } else {
                each.remove();
            }
        }
    }

    /** Forgets what has been recorded: what is freed from then on is not missed. */
    public synchronized void reset() {
        blocks.clear();
        tally.clear();
        admission = 1;
        samples = 0;
        frees = 0;
    }

    /** Everything collected up to now. */
    public synchronized Snapshot snapshot(boolean recording) {
        tally.clear(UNFREED);
        tally.clear(UNFREED + 1);
        for (Block block : blocks.values()) {
            block.site.addSampled(UNFREED, block.bytes, block.probability);
        }
        return new Snapshot(
                Instant.now(), new Engine("async-profiler", recording, figures()), List.of(), METRICS, tally.sites());
    }

    /** Bytes of its tables in the heap. */
    public synchronized long heapBytes(HeapSizes sizes) {
        long block = sizes.of(ANY_BLOCK) + sizes.of(ANY_ADDRESS);
        return tally.heapBytes(sizes) + sizes.map(blocks.size()) + blocks.size() * block;
    }

    /** Its state, as in every snapshot. */
    public synchronized Map<String, Number> figures() {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("interval_bytes", interval);
        figures.put("samples", samples);
        figures.put("frees", frees);
        figures.put("blocks_tracked", blocks.size());
        figures.put("blocks_capacity", capacity);
        figures.put("blocks_admission", admission);
        figures.put("sites", tally.size());
        return figures;
    }
}

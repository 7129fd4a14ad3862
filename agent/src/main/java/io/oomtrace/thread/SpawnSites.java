package io.oomtrace.thread;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Names;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.StackRecorder;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Finds the site of the current thread's call stack. Any thread, and none waits for another.
 *
 * <p>Where one site starts more than {@value #WALKED_PER_SECOND} threads a second, only the first {@value #SHALLOW}
 * frames are walked, and the site that last had those is taken. Counts stay exact; only which of several callers far
 * down the stack it was may be missed.
 */
final class SpawnSites {
    private static final int SHALLOW = 12;
    private static final int WALKED_PER_SECOND = 1000;
    private static final int CHAINS = 1 << 10;
    private static final CallStack OVERFLOW =
            CallStack.EMPTY.calling(new Frame("oomtrace", "(more sites than kept)", "", Frame.UNKNOWN_LINE));

    private final int capacity;
    private final StackRecorder deep;
    private final StackRecorder shallow = new StackRecorder(new StackDepth(SHALLOW));
    private final FrameNames names;
    private final LockFreeMap<SpawnKey, SpawnSite> sites = new LockFreeMap<>(CHAINS);
    private final LockFreeMap<SpawnKey, SpawnSite> lastByShallow = new LockFreeMap<>(CHAINS);
    private final LockFreeMap<Frame, Frame> frames = new LockFreeMap<>(4 * CHAINS);
    private final SpawnSite overflow = new SpawnSite(OVERFLOW, "", "");
    private final RateMeter walks = new RateMeter();
    private final LongAdder refused = new LongAdder();

    SpawnSites(int capacity, StackDepth depth, FrameNames names) {
        this.capacity = capacity;
        this.deep = new StackRecorder(depth);
        this.names = names;
    }

    /**
     * @param type what is made there
     * @return null when the agent itself makes it
     */
    SpawnSite current(String type, long nanos) {
        String thread = Names.thread(Thread.currentThread().getName());
        if (walks.count(nanos) > WALKED_PER_SECOND) {
            StackFrame[] frames = names.withoutHook(shallow.record());
            SpawnSite last = lastByShallow.get(new SpawnKey(frames, SHALLOW, type, thread));
            if (last != null && last.rate(nanos) > WALKED_PER_SECOND) {
                return last;
            }
        }
        StackFrame[] frames = names.withoutHook(deep.record());
        if (names.isOurs(frames)) {
            return null;
        }
        SpawnSite site = site(frames, type, thread);
        if (site != overflow && lastByShallow.size() < capacity) {
            SpawnKey key = new SpawnKey(frames, SHALLOW, type, thread);
            if (lastByShallow.get(key) != site) {
                lastByShallow.put(key, site);
            }
        }
        return site;
    }

    private SpawnSite site(StackFrame[] walked, String type, String thread) {
        SpawnKey key = new SpawnKey(walked, walked.length, type, thread);
        SpawnSite known = sites.get(key);
        if (known != null) {
            return known;
        }
        if (sites.size() >= capacity) {
            refused.increment();
            return overflow;
        }
        SpawnSite site = new SpawnSite(stack(walked), type, thread);
        SpawnSite other = sites.putIfAbsent(key, site);
        return other == null ? site : other;
    }

    /** Sites share their frames. */
    private CallStack stack(StackFrame[] walked) {
        List<Frame> leafFirst = names.leafFirst(walked);
        for (int i = 0; i < leafFirst.size(); i++) {
            Frame known = frames.putIfAbsent(leafFirst.get(i), leafFirst.get(i));
            if (known != null) {
                leafFirst.set(i, known);
            }
        }
        return CallStack.of(leafFirst, names.truncated(walked));
    }

    /** Bytes in the heap, without the names, of which most are the JVM's own. */
    long heapBytes(HeapSizes sizes) {
        AtomicLong bytes = new AtomicLong(sites.heapBytes(sizes)
                + lastByShallow.heapBytes(sizes)
                + frames.heapBytes(sizes)
                + frames.size() * sizes.of(OVERFLOW.leaf()));
        sites.forEach((key, site) -> bytes.addAndGet(key.heapBytes(sizes) + site.heapBytes(sizes)));
        lastByShallow.forEach((key, site) -> bytes.addAndGet(key.heapBytes(sizes)));
        return bytes.get();
    }

    List<SpawnSite> all() {
        List<SpawnSite> all = new ArrayList<>(sites.size());
        sites.forEach((key, site) -> all.add(site));
        return all;
    }

    SpawnSite overflow() {
        return overflow;
    }

    /** Starts and creations that found no room for their site. */
    long refused() {
        return refused.sum();
    }
}

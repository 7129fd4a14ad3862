package io.oomtrace.thread;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.Names;
import io.oomtrace.stack.StackRecorder;
import java.lang.StackWalker.StackFrame;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Finds the site of the current thread's call stack. Any thread; a known site is found without a lock.
 *
 * <p>Where one site starts more than {@value #WALKED_PER_SECOND} threads a second, only the first {@value #SHALLOW}
 * frames are walked, and the site that last had those is taken. Counts stay exact; only which of several callers far
 * down the stack it was may be missed.
 */
final class SpawnSites {
    private static final int SHALLOW = 12;
    private static final int WALKED_PER_SECOND = 1000;
    private static final CallStack OVERFLOW =
            new CallStack(List.of(new Frame("oomtrace", "(more sites than kept)", "", Frame.UNKNOWN_LINE)), false);

    private final int capacity;
    private final StackRecorder deep;
    private final StackRecorder shallow = new StackRecorder(SHALLOW);
    private final FrameNames names;
    private final Map<SpawnKey, SpawnSite> sites = new ConcurrentHashMap<>();
    private final Map<SpawnKey, SpawnSite> lastByShallow = new ConcurrentHashMap<>();
    private final SpawnSite overflow = new SpawnSite(OVERFLOW, "", "");
    private final RateMeter walks = new RateMeter();
    private final LongAdder refused = new LongAdder();

    SpawnSites(int capacity, int depth, FrameNames names) {
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
            lastByShallow.put(new SpawnKey(frames, SHALLOW, type, thread), site);
        }
        return site;
    }

    private SpawnSite site(StackFrame[] frames, String type, String thread) {
        SpawnKey key = new SpawnKey(frames, frames.length, type, thread);
        SpawnSite known = sites.get(key);
        if (known != null) {
            return known;
        }
        if (sites.size() >= capacity) {
            refused.increment();
            return overflow;
        }
        CallStack stack = new CallStack(names.leafFirst(frames), names.truncated(frames));
        SpawnSite site = new SpawnSite(stack, type, thread);
        SpawnSite other = sites.putIfAbsent(key, site);
        return other == null ? site : other;
    }

    Collection<SpawnSite> all() {
        return sites.values();
    }

    SpawnSite overflow() {
        return overflow;
    }

    /** Starts and creations that found no room for their site. */
    long refused() {
        return refused.sum();
    }
}

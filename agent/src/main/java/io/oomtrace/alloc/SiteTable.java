package io.oomtrace.alloc;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.SiteHistory;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.CallTree;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was allocated, by call stack, type and thread name. Bounded; not thread-safe. */
final class SiteTable {
    /** Of the values of every site, in their order. */
    static final List<Metric> METRICS = List.of(
            new Metric("live_bytes", Metric.Unit.BYTES, true),
            new Metric("live_count", Metric.Unit.COUNT, true),
            new Metric("alloc_bytes", Metric.Unit.BYTES, true),
            new Metric("alloc_count", Metric.Unit.COUNT, true));

    /** To the unit, of the variance of a count that is less than this. */
    private static final double VARIANCE_STEPS = 1000;

    private record Key(CallStack stack, String type, String thread) {}

    private final int capacity;
    private final CallTree tree;
    private final Map<Key, Estimate> allocated = new HashMap<>();
    private final Key anyKey = new Key(null, "", "");
    private final Estimate anyEstimate = new Estimate();

    /** Of types and threads: each once, for every sample brings its own. */
    private final Map<String, String> names = new HashMap<>();

    SiteTable(int capacity) {
        this.capacity = capacity;
        this.tree = new CallTree(4 * capacity);
    }

    /** What the site has allocated so far. */
    Estimate at(Stacks.Named stack, String type, String thread) {
        Key key = new Key(tree.intern(stack.leafFirst(), stack.truncated()), type, thread);
        Estimate known = allocated.get(key);
        if (known == null) {
            if (allocated.size() >= capacity) {
                key = new Key(tree.full(), type, "");
            }
            known = allocated.computeIfAbsent(
                    new Key(key.stack, name(type), name(key.thread)), absent -> new Estimate());
        }
        return known;
    }

    private String name(String name) {
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    /** Bytes in the heap, without the names. */
    long heapBytes(HeapSizes sizes) {
        return tree.heapBytes(sizes)
                + sizes.map(allocated.size())
                + allocated.size() * (sizes.of(anyKey) + sizes.of(anyEstimate));
    }

    /** What each has allocated, and what of it lives, by age. */
    List<Site> sites(LiveTotals live) {
        List<Site> sites = new ArrayList<>(2 * allocated.size()); // mostly enough
        allocated.forEach((key, total) -> {
            sites.add(new Site(key.stack, key.type, key.thread, allocatedValues(total)));
            for (LiveTotals.Living living = live.of(total); living != null; living = living.next()) {
                sites.add(new Site(key.stack, key.type, key.thread, living.age(), liveValues(living)));
            }
        });
        return sites;
    }

    /** The sites that estimates are of, without values and age; goes through all of them once. Forgotten ones lack. */
    Map<Estimate, Site> sites(Set<Estimate> estimates) {
        Map<Estimate, Site> found = new HashMap<>();
        allocated.forEach((key, estimate) -> {
            if (estimates.contains(estimate)) {
                found.put(estimate, new Site(key.stack, key.type, key.thread, Values.zero(METRICS.size())));
            }
        });
        return found;
    }

    /** What has lived of those whose history is kept. */
    List<SiteHistory> histories(LiveHistory history, LiveTotals live) {
        List<SiteHistory> sites = new ArrayList<>();
        allocated.forEach((key, total) -> {
            double[] bytes = history.of(total, live.bytes(total));
            if (bytes != null) {
                sites.add(new SiteHistory(key.stack, key.type, key.thread, bytes, live.variance(total)));
            }
        });
        return sites;
    }

    private static Values allocatedValues(Estimate total) {
        return values(2, total);
    }

    private static Values liveValues(Estimate living) {
        return values(0, living);
    }

    /**
     * As much of it as is shown: whole bytes and counts, and of variances as many digits as tell. Numbers with all theirs
     * make a file half as large again, and slower to read.
     */
    private static Values values(int from, Estimate estimate) {
        return Values.estimates(
                METRICS.size(),
                from,
                Math.rint(estimate.bytes()),
                Math.rint(estimate.count()),
                Math.rint(estimate.bytesVariance()),
                rounded(estimate.countVariance()));
    }

    private static double rounded(double variance) {
        return variance < VARIANCE_STEPS ? Math.rint(variance * VARIANCE_STEPS) / VARIANCE_STEPS : Math.rint(variance);
    }

    int size() {
        return allocated.size();
    }

    int nodes() {
        return tree.size();
    }

    long refused() {
        return tree.refused();
    }

    void clear() {
        allocated.clear();
        names.clear();
        tree.clear();
    }
}

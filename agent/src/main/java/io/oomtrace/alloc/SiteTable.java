package io.oomtrace.alloc;

import io.oomtrace.snapshot.Site;
import io.oomtrace.stack.CallTree;
import io.oomtrace.stack.HeapSizes;
import io.oomtrace.stack.Stacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Totals by call stack, type and thread name. Bounded; not thread-safe. */
final class SiteTable {
    private record Key(CallTree.Node stack, boolean truncated, String type, String thread) {}

    private final int capacity;
    private final CallTree tree;
    private final Map<Key, SiteTotals> totals = new HashMap<>();
    private final Key anyKey = new Key(null, false, "", "");
    private final SiteTotals anyTotals = new SiteTotals();

    /** Of types and threads: each once, for every sample brings its own. */
    private final Map<String, String> names = new HashMap<>();

    SiteTable(int capacity) {
        this.capacity = capacity;
        this.tree = new CallTree(4 * capacity);
    }

    SiteTotals at(Stacks.Named stack, String type, String thread) {
        Key key = new Key(tree.intern(stack.leafFirst()), stack.truncated(), type, thread);
        SiteTotals known = totals.get(key);
        if (known == null) {
            if (totals.size() >= capacity) {
                key = new Key(tree.full(), false, type, "");
            }
            known = totals.computeIfAbsent(
                    new Key(key.stack, key.truncated, name(type), name(key.thread)), absent -> new SiteTotals());
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
                + sizes.map(totals.size())
                + totals.size() * (sizes.of(anyKey) + anyTotals.heapBytes(sizes));
    }

    Iterable<SiteTotals> totals() {
        return totals.values();
    }

    List<Site> sites() {
        List<Site> sites = new ArrayList<>(totals.size());
        totals.forEach((key, total) ->
                sites.add(new Site(key.stack.stack(key.truncated), key.type, key.thread, total.values())));
        return sites;
    }

    int size() {
        return totals.size();
    }

    int nodes() {
        return tree.size();
    }

    long refused() {
        return tree.refused();
    }

    void clear() {
        totals.clear();
        names.clear();
        tree.clear();
    }
}

package io.oomtrace.alloc;

import io.oomtrace.snapshot.Site;
import io.oomtrace.stack.CallTree;
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
            known = totals.computeIfAbsent(key, absent -> new SiteTotals());
        }
        return known;
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
        tree.clear();
    }
}

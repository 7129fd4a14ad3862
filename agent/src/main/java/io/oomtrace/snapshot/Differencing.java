package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Answers one query about the difference of two snapshots. */
final class Differencing {
    /** Sites of one key, or of all. */
    private record Part(Object key, List<Site> before, List<Site> after, List<Site> common) {
        Part(Object key) {
            this(key, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        String name() {
            return GroupKeys.name(key);
        }

        Part only(Predicate<Site> kept) {
            return new Part(
                    key,
                    before.stream().filter(kept).toList(),
                    after.stream().filter(kept).toList(),
                    common.stream().filter(kept).toList());
        }
    }

    private record Changed(Part part, Change change) {}

    private final Query query;
    private final Snapshot before;
    private final Snapshot after;
    private final SiteFilter filter;
    private final GroupKeys keys;
    private final int sort;

    Differencing(Query query, Snapshot before, Snapshot after) {
        if (!before.metrics().equals(after.metrics())) {
            throw new QueryException(
                    "These two cannot be compared: they measure different things.",
                    "Take both with the same version of oomtrace, and both of allocations or both of threads.");
        }
        this.query = query;
        this.before = before;
        this.after = after;
        Blame blame = new Blame(query.frame(), query.blameSkip());
        this.filter = new SiteFilter(query.filter(), blame);
        this.keys = new GroupKeys(query.by(), query.cumulative(), blame);
        this.sort = query.sortIndex(before);
    }

    DiffReport report() {
        Part all = new Part("total", before.sites(), after.sites(), common()).only(filter::keeps);
        List<Changed> groups = byKey(all).values().stream()
                .map(part -> new Changed(part, change(part)))
                .filter(group -> group.change.difference(sort) != 0)
                .toList();
        List<Changed> certain = groups.stream()
                .filter(group -> group.change.isCertain(sort))
                .sorted(largestFirst())
                .toList();
        List<Changed> listed = certain.subList(0, Math.min(query.limit(), certain.size()));
        return new DiffReport(
                before.takenAt(),
                after.takenAt(),
                query.by(),
                query.cumulative(),
                before.metrics(),
                before.metrics().get(sort),
                change(all),
                new DiffReport.Other(
                        certain.size() - listed.size(), groups.size() - certain.size(), change(without(listed, all))),
                listed.stream().map(this::group).toList());
    }

    private List<Site> common() {
        boolean forward = !after.takenAt().isBefore(before.takenAt());
        List<Site> sites = (forward ? new Overlap(before, after) : new Overlap(after, before)).sites();
        // An object has another age in each of them, and so is in another group.
        return query.by() == GroupBy.AGE
                ? sites.stream().filter(site -> site.age() == Site.NO_AGE).toList()
                : sites;
    }

    private Map<Object, Part> byKey(Part all) {
        Map<Object, Part> parts = new LinkedHashMap<>();
        for (Site site : all.before) {
            for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                part(parts, of.key()).before.add(site);
            }
        }
        for (Site site : all.after) {
            for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                part(parts, of.key()).after.add(site);
            }
        }
        for (Site site : all.common) {
            for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                part(parts, of.key()).common.add(site);
            }
        }
        return parts;
    }

    private static Part part(Map<Object, Part> parts, Object key) {
        return parts.computeIfAbsent(key, Part::new);
    }

    private static Part without(List<Changed> listed, Part all) {
        Set<Site> inThem = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Changed group : listed) {
            inThem.addAll(group.part.before);
            inThem.addAll(group.part.after);
            inThem.addAll(group.part.common);
        }
        return all.only(site -> !inThem.contains(site));
    }

    private Change change(Part part) {
        return new Change(sum(part.before), sum(part.after), sum(part.common));
    }

    private Values sum(List<Site> sites) {
        return Sum.of(before.metrics(), sites);
    }

    /** As tracemalloc orders them: by the difference, up or down, then by what there is now. */
    private Comparator<Changed> largestFirst() {
        Comparator<Changed> byDifference =
                Comparator.comparingDouble(group -> -Math.abs(group.change.difference(sort)));
        return byDifference
                .thenComparingDouble(group -> -group.change.after().value(sort))
                .thenComparing((a, b) -> GroupKeys.compare(a.part.key, b.part.key));
    }

    private DiffGroup group(Changed changed) {
        Map<CallStack, Double> byStack = new LinkedHashMap<>();
        changed.part.after.forEach(
                site -> byStack.merge(site.stack(), site.values().value(sort), Double::sum));
        changed.part.before.forEach(
                site -> byStack.merge(site.stack(), -site.values().value(sort), Double::sum));
        CallStack largest = byStack.entrySet().stream()
                .max(Comparator.comparingDouble(stack -> Math.abs(stack.getValue())))
                .orElseThrow()
                .getKey();
        return new DiffGroup(changed.part.name(), changed.change, largest);
    }
}

package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Answers one query from one snapshot, in two passes: the first adds up every group, the second looks closer at the few
 * that are listed. There may be as many groups as sites, and a service that is short of memory is asked this.
 */
final class Grouping {
    private final Query query;
    private final Snapshot snapshot;
    private final SiteFilter filter;
    private final GroupKeys keys;
    private final int sort;

    /** @throws QueryException when the query is about something that the snapshot does not have */
    Grouping(Query query, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        Blame blame = new Blame(query.frame(), query.blameSkip());
        this.filter = new SiteFilter(query.filter(), blame);
        this.keys = new GroupKeys(query.by(), query.cumulative(), blame);
        this.sort = query.sortIndex(snapshot);
    }

    Report report() {
        List<Site> kept = filter.kept(snapshot.sites());
        Map<Object, Sum> groups = sums(kept, keys::of);
        if (query.temporary()) {
            groups.values().removeIf(sum -> !isTemporary(sum));
        }
        Map<Object, List<Site>> listed = new LinkedHashMap<>();
        heaviest(groups, query.limit()).forEach(key -> listed.put(key, new ArrayList<>()));
        Sum total = new Sum(snapshot.metrics());
        Sum other = new Sum(snapshot.metrics());
        for (Site site : kept) {
            boolean inGroup = false;
            boolean inListed = false;
            for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                inGroup = inGroup || !query.temporary() || groups.containsKey(of.key());
                List<Site> members = listed.get(of.key());
                if (members != null) {
                    members.add(site);
                    inListed = true;
                }
            }
            if (inGroup) {
                total.add(site.values());
            }
            if (inGroup && !inListed) {
                other.add(site.values());
            }
        }
        List<Group> top = new ArrayList<>();
        listed.forEach((key, members) -> top.add(group(key, groups.get(key), members)));
        return new Report(
                snapshot.takenAt(),
                snapshot.engine(),
                snapshot.coverage(),
                query.by(),
                query.cumulative(),
                query.temporary(),
                snapshot.metrics(),
                snapshot.metrics().get(sort),
                total.values(),
                new Report.Other(groups.size() - top.size(), other.values()),
                top);
    }

    private boolean isTemporary(Sum group) {
        double allocated = group.value(position("alloc_bytes"));
        double living = group.value(position("live_bytes"));
        return allocated > 0 && 100 * living <= Query.KEPT_PERCENT * allocated;
    }

    private int position(String metric) {
        for (int i = 0; i < snapshot.metrics().size(); i++) {
            if (snapshot.metrics().get(i).name().equals(metric)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no metric " + metric);
    }

    private Group group(Object key, Sum sum, List<Site> members) {
        Map<Object, Sum> types = sums(members, new GroupKeys(GroupBy.TYPE, false, null)::of);
        return new Group(
                key,
                sum.values(),
                heaviest(types, Group.MOST_TYPES).stream()
                        .map(type ->
                                new TypeShare((String) type, types.get(type).value(sort)))
                        .toList(),
                heaviestStack(members));
    }

    /** Of equals the first in their own order. What weighs nothing counts only where all do. */
    private CallStack heaviestStack(List<Site> sites) {
        Map<CallStack, Double> weights = new HashMap<>();
        CallStack lightest = sites.get(0).stack();
        for (Site site : sites) {
            double weight = site.values().value(sort);
            if (weight != 0) {
                weights.merge(site.stack(), weight, Double::sum);
            } else if (site.stack().compareTo(lightest) < 0) {
                lightest = site.stack();
            }
        }
        return weights.entrySet().stream()
                .min(Comparator.comparingDouble((Map.Entry<CallStack, Double> stack) -> -stack.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(lightest);
    }

    /** By key, in no order; one site may be in several. */
    private Map<Object, Sum> sums(List<Site> sites, Function<Site, GroupKeys.Keys> keysOf) {
        Map<Object, Sum> sums = new HashMap<>();
        for (Site site : sites) {
            for (GroupKeys.Keys of = keysOf.apply(site); of != null; of = of.rest()) {
                Sum sum = sums.get(of.key());
                if (sum == null) {
                    sum = new Sum(snapshot.metrics());
                    sums.put(of.key(), sum);
                }
                sum.add(site.values());
            }
        }
        return sums;
    }

    /** Keys, in order. To sort all of them would take longer than everything else where there are many. */
    private List<Object> heaviest(Map<Object, Sum> groups, int limit) {
        Comparator<Map.Entry<Object, Sum>> order = heaviestFirst();
        PriorityQueue<Map.Entry<Object, Sum>> lightestFirst = new PriorityQueue<>(order.reversed());
        for (Map.Entry<Object, Sum> group : groups.entrySet()) {
            if (lightestFirst.size() < limit) {
                lightestFirst.add(group);
            } else if (order.compare(group, lightestFirst.peek()) < 0) {
                lightestFirst.poll();
                lightestFirst.add(group);
            }
        }
        return lightestFirst.stream().sorted(order).map(Map.Entry::getKey).toList();
    }

    private Comparator<Map.Entry<Object, Sum>> heaviestFirst() {
        Comparator<Map.Entry<Object, Sum>> order = descending(sort);
        for (int metric = 0; metric < snapshot.metrics().size(); metric++) {
            order = order.thenComparing(descending(metric));
        }
        return order.thenComparing((a, b) -> GroupKeys.compare(a.getKey(), b.getKey()));
    }

    private static Comparator<Map.Entry<Object, Sum>> descending(int metric) {
        return (a, b) -> Double.compare(b.getValue().value(metric), a.getValue().value(metric));
    }
}

package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** Answers one query from one snapshot. */
final class Grouping {
    /** Sites in a group: of most stacks, what was allocated and what lives. */
    private static final int FEW = 2;

    private final Query query;
    private final Snapshot snapshot;
    private final SiteFilter filter;
    private final GroupKeys keys;
    private final int sort;
    private final Sum sum;

    /** @throws QueryException when the query is about something that the snapshot does not have */
    Grouping(Query query, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        Blame blame = new Blame(query.frame(), query.blameSkip());
        this.filter = new SiteFilter(query.filter(), blame);
        this.keys = new GroupKeys(query.by(), query.cumulative(), blame);
        this.sort = query.sortIndex(snapshot);
        this.sum = new Sum(snapshot.metrics());
    }

    Report report() {
        List<Site> kept = snapshot.sites().stream().filter(filter::keeps).toList();
        List<Bucket> groups = buckets(kept, keys::of);
        if (query.temporary()) {
            groups = groups.stream().filter(this::isTemporary).toList();
            kept = among(kept, groups, true);
        }
        List<Bucket> listed = heaviest(groups, query.limit());
        return new Report(
                snapshot.takenAt(),
                snapshot.engine(),
                snapshot.coverage(),
                query.by(),
                query.cumulative(),
                query.temporary(),
                snapshot.metrics(),
                snapshot.metrics().get(sort),
                sum(kept),
                new Report.Other(groups.size() - listed.size(), sum(among(kept, listed, false))),
                listed.stream().map(this::group).toList());
    }

    /** Those of the sites that are in one of the buckets, or those that are in none. */
    private static List<Site> among(List<Site> sites, List<Bucket> buckets, boolean in) {
        Set<Site> inThem = Collections.newSetFromMap(new IdentityHashMap<>());
        buckets.forEach(bucket -> inThem.addAll(bucket.sites));
        return sites.stream().filter(site -> inThem.contains(site) == in).toList();
    }

    private boolean isTemporary(Bucket bucket) {
        double allocated = bucket.values.value(position("alloc_bytes"));
        double living = bucket.values.value(position("live_bytes"));
        return allocated > 0 && 100 * living <= Query.KEPT_PERCENT * allocated;
    }

    private int position(String metric) {
        return snapshot.metrics().stream().map(Metric::name).toList().indexOf(metric);
    }

    private Group group(Bucket bucket) {
        List<Bucket> types = buckets(bucket.sites, site -> List.of(site.type()));
        return new Group(
                bucket.name(),
                bucket.values,
                heaviest(types, Group.MOST_TYPES).stream()
                        .map(type -> new TypeShare(type.name(), type.values.value(sort)))
                        .toList(),
                heaviestStack(bucket.sites));
    }

    private CallStack heaviestStack(List<Site> sites) {
        Map<CallStack, double[]> weights = new HashMap<>();
        for (Site site : sites) {
            weights.computeIfAbsent(site.stack(), absent -> new double[1])[0] +=
                    site.values().value(sort);
        }
        return Collections.min(
                        weights.entrySet(),
                        Comparator.comparingDouble((Map.Entry<CallStack, double[]> stack) -> -stack.getValue()[0])
                                .thenComparing(Map.Entry::getKey))
                .getKey();
    }

    /** The sites by key, in no order; one site may be in several. */
    private List<Bucket> buckets(List<Site> sites, Function<Site, Collection<Object>> keysOf) {
        Map<Object, List<Site>> byKey = new HashMap<>();
        for (Site site : sites) {
            for (Object key : keysOf.apply(site)) {
                byKey.computeIfAbsent(key, absent -> new ArrayList<>(FEW)).add(site);
            }
        }
        List<Bucket> buckets = new ArrayList<>(byKey.size());
        byKey.forEach((key, members) -> buckets.add(new Bucket(key, members, sum(members))));
        return buckets;
    }

    /** In order. To sort all of them would take longer than everything else where there are many. */
    private List<Bucket> heaviest(List<Bucket> buckets, int limit) {
        Comparator<Bucket> order = heaviestFirst();
        PriorityQueue<Bucket> lightestFirst = new PriorityQueue<>(order.reversed());
        for (Bucket bucket : buckets) {
            if (lightestFirst.size() < limit) {
                lightestFirst.add(bucket);
            } else if (order.compare(bucket, lightestFirst.peek()) < 0) {
                lightestFirst.poll();
                lightestFirst.add(bucket);
            }
        }
        List<Bucket> heaviest = new ArrayList<>(lightestFirst);
        heaviest.sort(order);
        return heaviest;
    }

    private Values sum(List<Site> sites) {
        return sum.of(sites);
    }

    private Comparator<Bucket> heaviestFirst() {
        Comparator<Bucket> order = descending(sort);
        for (int metric = 0; metric < snapshot.metrics().size(); metric++) {
            order = order.thenComparing(descending(metric));
        }
        return order.thenComparing((a, b) -> GroupKeys.compare(a.key, b.key));
    }

    private static Comparator<Bucket> descending(int metric) {
        return (a, b) -> Double.compare(b.values.value(metric), a.values.value(metric));
    }

    /** Sites that belong together; the key is a name or a {@link CallStack}. */
    private record Bucket(Object key, List<Site> sites, Values values) {
        String name() {
            return GroupKeys.name(key);
        }
    }
}

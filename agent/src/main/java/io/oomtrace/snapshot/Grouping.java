package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Answers one query from one snapshot. */
final class Grouping {
    private final Query query;
    private final Snapshot snapshot;
    private final Blame blame;
    private final int sort;

    Grouping(Query query, Snapshot snapshot) {
        this.query = query;
        this.snapshot = snapshot;
        this.blame = new Blame(query.frame(), query.blameSkip());
        this.sort = sortIndex(query.sort(), snapshot.metrics());
    }

    Report report() {
        List<Site> kept = snapshot.sites().stream()
                .filter(site -> query.filter().keeps(blame.of(site.stack())))
                .toList();
        List<Bucket> groups = buckets(kept, site -> query.by().key(site, blame.of(site.stack())));
        int listed = Math.min(query.limit(), groups.size());
        List<Bucket> others = groups.subList(listed, groups.size());
        return new Report(
                snapshot.takenAt(),
                snapshot.engine(),
                snapshot.coverage(),
                query.by(),
                snapshot.metrics(),
                snapshot.metrics().get(sort),
                sum(groups.stream().map(Bucket::values).toList()),
                new Report.Other(
                        others.size(), sum(others.stream().map(Bucket::values).toList())),
                groups.subList(0, listed).stream().map(this::group).toList());
    }

    private Group group(Bucket bucket) {
        List<TypeShare> types = buckets(bucket.sites, Site::type).stream()
                .limit(Group.MOST_TYPES)
                .map(type -> new TypeShare(type.name(), type.values.value(sort)))
                .toList();
        Bucket heaviestStack = buckets(bucket.sites, Site::stack).get(0);
        return new Group(bucket.name(), bucket.values, types, (CallStack) heaviestStack.key);
    }

    /** The sites by key, heaviest first. */
    private List<Bucket> buckets(List<Site> sites, Function<Site, Object> key) {
        Map<Object, List<Site>> byKey = new LinkedHashMap<>();
        for (Site site : sites) {
            byKey.computeIfAbsent(key.apply(site), k -> new ArrayList<>()).add(site);
        }
        List<Bucket> buckets = new ArrayList<>(byKey.size());
        byKey.forEach((k, members) -> buckets.add(
                new Bucket(k, members, sum(members.stream().map(Site::values).toList()))));
        buckets.sort(heaviestFirst());
        return buckets;
    }

    private Values sum(List<Values> parts) {
        Sum sum = new Sum(snapshot.metrics());
        parts.forEach(sum::add);
        return sum.values();
    }

    private Comparator<Bucket> heaviestFirst() {
        Comparator<Bucket> order = descending(sort);
        for (int metric = 0; metric < snapshot.metrics().size(); metric++) {
            order = order.thenComparing(descending(metric));
        }
        return order.thenComparing(Bucket::name);
    }

    private static Comparator<Bucket> descending(int metric) {
        return (a, b) -> Double.compare(b.values.value(metric), a.values.value(metric));
    }

    private static int sortIndex(String sort, List<Metric> metrics) {
        List<String> names = metrics.stream().map(Metric::name).toList();
        int index = sort.isEmpty() ? 0 : names.indexOf(sort);
        if (index < 0) {
            throw new QueryException("Cannot sort=" + sort + ".", new NearestName(names).hint(sort));
        }
        return index;
    }

    /** Sites that belong together; the key is a name or a {@link CallStack}. */
    private record Bucket(Object key, List<Site> sites, Values values) {
        /** A stack is written out only here: most groups are never shown. */
        String name() {
            return key instanceof CallStack stack ? stack.toLine() : (String) key;
        }
    }
}

package io.oomtrace.snapshot;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Answers one query about the difference of two snapshots, in two passes as {@link Grouping} does: the first adds up every
 * group, the second looks closer at the few that are listed.
 */
final class Differencing {
    /** The sites to be compared. */
    private record Sites(List<Site> before, List<Site> after, List<Site> common) {}

    /** What the sites of one key, or of several, add up to. */
    private static final class Tally {
        private final Sum before;
        private final Sum after;
        private final Sum common;

        Tally(List<Metric> metrics) {
            before = new Sum(metrics);
            after = new Sum(metrics);
            common = new Sum(metrics);
        }

        Change change() {
            return new Change(before.values(), after.values(), common.values());
        }
    }

    private record Changed(Object key, Change change) {}

    private final Query query;
    private final Snapshot before;
    private final Snapshot after;
    private final Sites sites;
    private final GroupKeys keys;
    private final int sort;

    Differencing(Query query, Snapshot before, Snapshot after) {
        before.requireComparable(after);
        this.query = query;
        this.before = before;
        this.after = after;
        Blame blame = new Blame(query.frame(), query.blameSkip());
        SiteFilter filter = new SiteFilter(query.filter(), blame);
        this.sites = new Sites(filter.kept(before.sites()), filter.kept(after.sites()), filter.kept(common()));
        this.keys = new GroupKeys(query.by(), query.cumulative(), blame);
        this.sort = query.sortIndex(before);
    }

    DiffReport report() {
        Tally total = new Tally(before.metrics());
        Map<Object, Tally> tallies = new HashMap<>();
        add(sites.before, tally -> tally.before, total, tallies);
        add(sites.after, tally -> tally.after, total, tallies);
        add(sites.common, tally -> tally.common, total, tallies);
        List<Changed> groups = tallies.entrySet().stream()
                .map(tally -> new Changed(tally.getKey(), tally.getValue().change()))
                .filter(group -> group.change.difference(sort) != 0)
                .toList();
        List<Changed> certain = groups.stream()
                .filter(group -> group.change.isCertain(sort))
                .sorted(largestFirst())
                .toList();
        List<Changed> listed = certain.subList(0, Math.min(query.limit(), certain.size()));
        Closer closer = new Closer(listed);
        return new DiffReport(
                before.takenAt(),
                after.takenAt(),
                query.by(),
                query.cumulative(),
                before.metrics(),
                before.metrics().get(sort),
                total.change(),
                new DiffReport.Other(
                        certain.size() - listed.size(), groups.size() - certain.size(), closer.others.change()),
                listed.stream().map(closer::group).toList());
    }

    private void add(List<Site> from, Function<Tally, Sum> side, Tally total, Map<Object, Tally> tallies) {
        for (Site site : from) {
            side.apply(total).add(site.values());
            for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                Tally tally = tallies.get(of.key());
                if (tally == null) {
                    tally = new Tally(before.metrics());
                    tallies.put(of.key(), tally);
                }
                side.apply(tally).add(site.values());
            }
        }
    }

    private List<Site> common() {
        boolean forward = !after.takenAt().isBefore(before.takenAt());
        List<Site> both = (forward ? new Overlap(before, after) : new Overlap(after, before))
                .sites(query.filter().minAge() > 0);
        // An object has another age in each of them, and so is in another group.
        return query.by() == GroupBy.AGE
                ? both.stream().filter(site -> site.age() == Site.NO_AGE).toList()
                : both;
    }

    /** As tracemalloc orders them: by the difference, up or down, then by what there is now. */
    private Comparator<Changed> largestFirst() {
        Comparator<Changed> byDifference =
                Comparator.comparingDouble(group -> -Math.abs(group.change.difference(sort)));
        return byDifference
                .thenComparingDouble(group -> -group.change.after().value(sort))
                .thenComparing((a, b) -> GroupKeys.compare(a.key, b.key));
    }

    /** The second pass: the stacks of what is listed, and what all sites that are not in it add up to. */
    private final class Closer {
        private final Map<Object, Map<CallStack, Double>> stacks = new HashMap<>();
        private final Tally others = new Tally(before.metrics());

        Closer(List<Changed> listed) {
            listed.forEach(group -> stacks.put(group.key, new LinkedHashMap<>()));
            look(sites.after, tally -> tally.after, 1);
            look(sites.before, tally -> tally.before, -1);
            look(sites.common, tally -> tally.common, 0);
        }

        private void look(List<Site> at, Function<Tally, Sum> side, int sign) {
            for (Site site : at) {
                boolean inListed = false;
                for (GroupKeys.Keys of = keys.of(site); of != null; of = of.rest()) {
                    Map<CallStack, Double> changes = stacks.get(of.key());
                    if (changes != null) {
                        inListed = true;
                        if (sign != 0) {
                            changes.merge(site.stack(), sign * site.values().value(sort), Double::sum);
                        }
                    }
                }
                if (!inListed) {
                    side.apply(others).add(site.values());
                }
            }
        }

        DiffGroup group(Changed changed) {
            CallStack largest = stacks.get(changed.key).entrySet().stream()
                    .max(Comparator.comparingDouble(stack -> Math.abs(stack.getValue())))
                    .orElseThrow()
                    .getKey();
            return new DiffGroup(changed.key, changed.change, largest);
        }
    }
}

package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Merges the ways to many objects into the few chains of references that hold most. Two ways are of one chain if they
 * have the same references down to where the chain branches, whichever elements of arrays these are, and however long
 * the list or deep the tree is. Not thread-safe.
 */
final class Holding {
    /** A way as it is merged: nodes that refer to their like are one. {@code places} tells apart what is merged. */
    private record Way(HeldObject object, List<ReferenceStep> steps, List<Long> places) {
        static Way of(HeldObject object) {
            List<ReferenceStep> steps = new ArrayList<>();
            List<Long> places = new ArrayList<>();
            long likes = 0;
            List<ReferenceStep> path = object.path();
            for (int i = 0; i < path.size(); i++) {
                ReferenceStep step = path.get(i);
                String next = i + 1 < path.size()
                        ? path.get(i + 1).holder()
                        : object.site().type();
                likes += step.skipped();
                if (!step.isElement() && !step.ofClass() && step.holder().equals(next)) {
                    likes++;
                } else {
                    steps.add(step.merged());
                    places.add(likes << Integer.SIZE | step.index());
                    likes = 0;
                }
            }
            return new Way(object, steps, places);
        }

        List<Object> whole() {
            return List.of(object.root(), steps, object.site().type());
        }
    }

    /** Ways that are the same from end to end but for their places. */
    private record Bundle(List<Way> ways, int branch) {
        static Bundle of(List<Way> ways) {
            int steps = ways.get(0).steps().size();
            int most = 0;
            for (int i = 0; i < steps; i++) {
                most = Math.max(most, places(ways, i));
            }
            // A map of few that grow is not what grows: it is where most ways part, the first that has half as many.
            int branch = 0;
            while (branch < steps && places(ways, branch) < Math.max(2, most / 2)) {
                branch++;
            }
            return new Bundle(ways, most < 2 ? HolderChain.NO_BRANCH : branch);
        }

        /** Whether a way leads to where these part. */
        boolean leadsTo(Way way) {
            Way own = ways.get(0);
            return branch != HolderChain.NO_BRANCH
                    && way.steps().size() > branch
                    && way.object().root().equals(own.object().root())
                    && way.steps().subList(0, branch + 1).equals(own.steps().subList(0, branch + 1));
        }
    }

    private final Query query;
    private final HeldObjects held;

    Holding(Query query, HeldObjects held) {
        this.query = query;
        this.held = held;
    }

    HolderReport report() {
        SiteFilter filter = new SiteFilter(query.filter(), new Blame(query.frame(), query.blameSkip()));
        List<Way> ways = held.objects().stream()
                .filter(object -> filter.keeps(object.site()))
                .map(Way::of)
                .toList();
        List<HolderChain> chains = joined(ways).stream()
                .map(Holding::chain)
                .sorted(Comparator.comparingInt(HolderChain::objects).reversed())
                .toList();
        List<HolderChain> top = chains.subList(0, Math.min(query.limit(), chains.size()));
        return new HolderReport(
                held,
                ways.size(),
                top,
                ways.size() - top.stream().mapToInt(HolderChain::objects).sum());
    }

    /** What leads to where a larger bundle parts is part of that; the largest of each is its first. */
    private static List<List<Bundle>> joined(List<Way> ways) {
        List<Bundle> bundles = groups(ways, Way::whole).stream()
                .map(Bundle::of)
                .sorted(Comparator.comparingInt((Bundle bundle) -> bundle.ways().size())
                        .reversed())
                .toList();
        List<List<Bundle>> joined = new ArrayList<>();
        for (Bundle bundle : bundles) {
            joined.stream()
                    .filter(others -> others.get(0).leadsTo(bundle.ways().get(0)))
                    .findFirst()
                    .ifPresentOrElse(others -> others.add(bundle), () -> joined.add(new ArrayList<>(List.of(bundle))));
        }
        return joined;
    }

    private static HolderChain chain(List<Bundle> bundles) {
        Bundle largest = bundles.get(0);
        List<Way> ways =
                bundles.stream().flatMap(bundle -> bundle.ways().stream()).toList();
        List<HolderChain.TypeCount> types = groups(
                        ways, way -> way.object().site().type())
                .stream()
                .map(ofType ->
                        new HolderChain.TypeCount(ofType.get(0).object().site().type(), ofType.size()))
                .sorted(Comparator.comparingInt(HolderChain.TypeCount::objects).reversed())
                .toList();
        CallStack allocatedAt = groups(
                        largest.ways(), way -> way.object().site().stack())
                .stream()
                .max(Comparator.comparingInt(List::size))
                .map(ofStack -> ofStack.get(0).object().site().stack())
                .orElseThrow();
        Way like = largest.ways().get(0);
        return new HolderChain(
                like.object().root(),
                like.steps(),
                largest.branch(),
                largest.branch() == HolderChain.NO_BRANCH ? 0 : places(ways, largest.branch()),
                ways.size(),
                types,
                allocatedAt);
    }

    private static int places(List<Way> ways, int step) {
        Set<Long> places = new HashSet<>();
        ways.forEach(way -> places.add(way.places().get(step)));
        return places.size();
    }

    /** In the order in which the first of each came. */
    private static <T> Collection<List<T>> groups(Collection<T> all, Function<T, Object> key) {
        return all.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}

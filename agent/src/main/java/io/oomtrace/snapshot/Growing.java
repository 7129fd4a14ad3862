package io.oomtrace.snapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers one query about what grows. */
final class Growing {
    private record Fitted(Object key, List<SiteHistory> sites, Growth growth) {}

    private final Query query;
    private final History history;
    private final SiteFilter filter;
    private final GroupKeys keys;

    /** @throws QueryException when it is sorted, or about ages: what grows is about the sum of all ages */
    Growing(Query query, History history) {
        if (!query.sort().isEmpty()) {
            throw new QueryException("What grows has no other order than its growth.", "Leave sort= out.");
        }
        if (query.by() == GroupBy.AGE || query.filter().minAge() > 0) {
            throw new QueryException("What grows is of all ages.", "Leave ages out, or ask this of /snapshot.");
        }
        this.query = query;
        this.history = history;
        Blame blame = new Blame(query.frame(), query.blameSkip());
        this.filter = new SiteFilter(query.filter(), blame);
        this.keys = new GroupKeys(query.by(), query.cumulative(), blame);
    }

    GrowthReport report() {
        List<SiteHistory> kept = new ArrayList<>();
        Map<Object, List<SiteHistory>> byKey = new LinkedHashMap<>();
        for (SiteHistory site : history.sites()) {
            if (filter.keeps(site.site())) {
                kept.add(site);
                for (GroupKeys.Keys of = keys.of(site.site()); of != null; of = of.rest()) {
                    byKey.computeIfAbsent(of.key(), absent -> new ArrayList<>()).add(site);
                }
            }
        }
        List<Fitted> growing = new ArrayList<>();
        for (Map.Entry<Object, List<SiteHistory>> group : byKey.entrySet()) {
            Growth growth = fit(group.getValue());
            if (growth.bytesPerSecond() > 0) {
                growing.add(new Fitted(group.getKey(), group.getValue(), growth));
            }
        }
        growing.sort(Comparator.comparing((Fitted group) -> !group.growth.isCertain())
                .thenComparingDouble(group -> -group.growth.bytesPerSecond())
                .thenComparing((a, b) -> GroupKeys.compare(a.key, b.key)));
        int uncertain = (int)
                growing.stream().filter(group -> !group.growth.isCertain()).count();
        List<Fitted> listed = growing.subList(0, Math.min(query.limit(), growing.size()));
        double[] seconds = history.seconds();
        return new GrowthReport(
                at(seconds.length == 0 ? 0 : seconds[0]),
                at(seconds.length == 0 ? 0 : seconds[seconds.length - 1]),
                seconds.length,
                query.by(),
                query.cumulative(),
                fit(kept),
                growing.size() - listed.size(),
                uncertain,
                listed.stream().map(this::group).toList());
    }

    private Instant at(double seconds) {
        return history.takenAt().plus(Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private Growth fit(List<SiteHistory> sites) {
        double[] sum = new double[history.seconds().length];
        double variance = 0;
        for (SiteHistory site : sites) {
            variance += site.variance();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += site.liveBytes()[i];
            }
        }
        return Growth.of(history.seconds(), sum, variance);
    }

    private GrowthReport.Group group(Fitted group) {
        int last = history.seconds().length - 1;
        Map<CallStack, Double> byStack = new LinkedHashMap<>();
        group.sites.forEach(site -> byStack.merge(site.stack(), site.liveBytes()[last], Double::sum));
        CallStack heaviest = byStack.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return new GrowthReport.Group(group.key.toString(), group.growth, heaviest);
    }
}

package io.oomtrace.alloc;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What lives at one moment, by allocation site and age in collections. Not thread-safe. */
final class LiveTotals {
    private static final SortedMap<Integer, Estimate> NOTHING = new TreeMap<>();

    private final Map<Estimate, SortedMap<Integer, Estimate>> bySite = new HashMap<>();
    private final Estimate total = new Estimate();

    void add(TrackedObject object, long age) {
        bySite.computeIfAbsent(object.site, absent -> new TreeMap<>())
                .computeIfAbsent((int) Math.min(age, Integer.MAX_VALUE), absent -> new Estimate())
                .add(object.size, object.probability);
        total.add(object.size, object.probability);
    }

    /** @param site what {@link TrackedObject#site} was */
    SortedMap<Integer, Estimate> of(Estimate site) {
        return bySite.getOrDefault(site, NOTHING);
    }

    /** A site's living bytes, of all ages. */
    double bytes(Estimate site) {
        double sum = 0;
        for (Estimate living : of(site).values()) {
            sum += living.bytes();
        }
        return sum;
    }

    /** Variance of a site's living bytes, of all ages. */
    double variance(Estimate site) {
        double sum = 0;
        for (Estimate living : of(site).values()) {
            sum += living.bytesVariance();
        }
        return sum;
    }

    /** Of all sites. */
    Estimate total() {
        return total;
    }
}

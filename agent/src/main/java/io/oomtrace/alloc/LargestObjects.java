package io.oomtrace.alloc;

import io.oomtrace.snapshot.LargeObject;
import io.oomtrace.snapshot.LargestReport;
import io.oomtrace.snapshot.Site;
import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks for the largest of the objects that live. One thread; holds the objects it has found, so be brief with it. */
final class LargestObjects {
    /** What a reference takes at least. */
    private static final int REFERENCE_BYTES = 4;

    /**
     * @param weight by which they are ordered: bytes of an array, or of the references in a collection
     * @param site null as long as nobody has asked for it
     */
    private record Found(Object object, TrackedObject tracked, long weight, Site site) {
        LargeObject described() {
            boolean array = object.getClass().isArray();
            return new LargeObject(
                    site,
                    tracked.size,
                    array ? Array.getLength(object) : LargeObject.UNKNOWN,
                    array ? Elements.ofArray(object) : Elements.ofCollection(object),
                    tracked.probability);
        }
    }

    private final long leastBytes;
    private final int limit;
    private final List<Found> found = new ArrayList<>();
    private int all;

    LargestObjects(long leastBytes, int limit) {
        this.leastBytes = leastBytes;
        this.limit = limit;
    }

    /** Looks at one that lives. */
    void consider(TrackedObject tracked) {
        Object object = tracked.get();
        if (object == null) {
            return;
        }
        long weight = object.getClass().isArray() ? tracked.size : REFERENCE_BYTES * Elements.ofCollection(object);
        if (weight >= leastBytes) {
            found.add(new Found(object, tracked, weight, null));
        }
    }

    /** Leaves the largest, and finds out where those come from. */
    void choose(SiteTable sites, long collections) {
        all = found.size();
        found.sort(Comparator.comparingLong(Found::weight).reversed());
        found.subList(Math.min(limit, all), all).clear();
        Map<Estimate, Site> origins =
                sites.sites(found.stream().map(one -> one.tracked.site).collect(Collectors.toSet()));
        found.removeIf(one -> !origins.containsKey(one.tracked.site));
        found.replaceAll(one -> new Found(
                one.object,
                one.tracked,
                one.weight,
                origins.get(one.tracked.site).aged(collections - one.tracked.born)));
    }

    /** Counts what is in arrays, which may take a while: not to be called where others wait. */
    LargestReport report() {
        return new LargestReport(
                Instant.now(),
                leastBytes,
                all - found.size(),
                found.stream().map(Found::described).toList());
    }
}

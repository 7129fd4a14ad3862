package io.oomtrace.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What has changed at every site from one snapshot to another: as a snapshot, for what shows all sites. Of what chance
 * may have done it knows nothing: that is {@link Query#between}.
 *
 * <p>Sites have no age in it. What lives on gets older, and would be gone at one age and have come at another.
 */
public final class SiteChanges {
    private record Place(CallStack stack, String type, String thread) {}

    private final Snapshot before;
    private final Snapshot after;

    /** @throws QueryException when the two are not of the same kind */
    public SiteChanges(Snapshot before, Snapshot after) {
        before.requireComparable(after);
        this.before = before;
        this.after = after;
    }

    /** Values are those of the second less those of the first; there is no site where nothing has changed. */
    public Snapshot snapshot() {
        Map<Place, double[]> changes = new HashMap<>();
        add(changes, after.sites(), 1);
        add(changes, before.sites(), -1);
        List<Site> changed = new ArrayList<>();
        changes.forEach((place, values) -> {
            if (!isZero(values)) {
                changed.add(new Site(place.stack, place.type, place.thread, Values.exact(values)));
            }
        });
        return after.of(changed);
    }

    private void add(Map<Place, double[]> changes, List<Site> sites, int sign) {
        int metrics = after.metrics().size();
        for (Site site : sites) {
            Place place = new Place(site.stack(), site.type(), site.thread());
            double[] values = changes.computeIfAbsent(place, absent -> new double[metrics]);
            for (int i = 0; i < metrics; i++) {
                values[i] += sign * site.values().value(i);
            }
        }
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}

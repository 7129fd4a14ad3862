package io.oomtrace.alloc;

import java.util.IdentityHashMap;
import java.util.Map;

/** What lives at one moment, by allocation site and age in collections. Not thread-safe. */
final class LiveTotals {
    /** What lives of one site and of one age. Most sites have one or two of these, so they are a chain. */
    static final class Living extends Estimate {
        private final int age;
        private final Living next;

        private Living(int age, Living next) {
            this.age = age;
            this.next = next;
        }

        int age() {
            return age;
        }

        /** Of another age; null after the last. */
        Living next() {
            return next;
        }
    }

    /** Where many sites have something, it is most of what an answer takes: this map has no nodes. */
    private final Map<Estimate, Living> bySite;

    private final Estimate total = new Estimate();

    /** @param sites that may have something, at most */
    LiveTotals(int sites) {
        bySite = new IdentityHashMap<>(sites);
    }

    void add(TrackedObject object, long age) {
        at(object.site, (int) Math.min(age, Integer.MAX_VALUE)).add(object.size, object.probability);
        total.add(object.size, object.probability);
    }

    private Estimate at(Estimate site, int age) {
        Living first = bySite.get(site);
        for (Living living = first; living != null; living = living.next) {
            if (living.age == age) {
                return living;
            }
        }
        Living added = new Living(age, first);
        bySite.put(site, added);
        return added;
    }

    /**
     * In no order.
     *
     * @param site what {@link TrackedObject#site} was
     * @return null if nothing of it lives
     */
    Living of(Estimate site) {
        return bySite.get(site);
    }

    /** A site's living bytes, of all ages. */
    double bytes(Estimate site) {
        double sum = 0;
        for (Living living = of(site); living != null; living = living.next) {
            sum += living.bytes();
        }
        return sum;
    }

    /** Variance of a site's living bytes, of all ages. */
    double variance(Estimate site) {
        double sum = 0;
        for (Living living = of(site); living != null; living = living.next) {
            sum += living.bytesVariance();
        }
        return sum;
    }

    /** Of all sites. */
    Estimate total() {
        return total;
    }
}

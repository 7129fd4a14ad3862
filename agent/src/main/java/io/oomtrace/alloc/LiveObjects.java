package io.oomtrace.alloc;

import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.SiteHistory;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.snapshot.Values;
import io.oomtrace.stack.HeapSizes;
import java.time.Instant;
import java.util.List;

/**
 * The sampled objects that live: how much they stand for now, at times in the past, and when it was most. An object is
 * known to live once a collection has ended since it was allocated; before the first one, all that is not known dead
 * counts. Not thread-safe.
 */
final class LiveObjects {
    private final CollectionClock clock;
    private final LiveSet objects;
    private final LiveHistory history = new LiveHistory();
    private final LivePeak peak = new LivePeak();
    private long recordingSince;
    private long lookedAt;

    LiveObjects(LiveSet objects, CollectionClock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Recording begins, or goes on. */
    void resume() {
        recordingSince = clock.now();
    }

    /** Whether it is known what lives: a collection has ended since recording began. */
    private boolean isKnown() {
        return clock.now() > recordingSince;
    }

    void add(TrackedObject object) {
        objects.add(object);
    }

    void remove(TrackedObject object) {
        objects.remove(object);
    }

    void clear() {
        objects.clear();
        peak.reset();
        resume();
        forgetHistory();
    }

    void forgetHistory() {
        history.clear(System.nanoTime());
    }

    /**
     * Looks at what lives, if a collection has ended since the last look or the history is due.
     *
     * @param now as {@link System#nanoTime}
     */
    void look(long now) {
        long collections = clock.now();
        boolean remember = history.isDue(now);
        if (!isKnown() || !remember && collections == lookedAt) {
            return;
        }
        lookedAt = collections;
        Estimate living = new Estimate();
        if (remember) {
            history.begin(now, collections, objects.admission());
        }
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (object.born < collections && !object.refersTo(null)) {
                living.add(object.size, object.probability);
                if (remember) {
                    history.living(object.site, object.size / object.probability);
                }
            }
        }
        if (remember) {
            history.end();
        }
        peak.seen(living.bytesAlone());
    }

    /** Of each site, of which there are so many. */
    LiveTotals totals(int sites) {
        LiveTotals living = new LiveTotals(Math.min(sites, objects.size()));
        long now = clock.now();
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (lives(object, now)) {
                living.add(object, now - object.born);
            }
        }
        return living;
    }

    /** Of all sites. */
    Estimate total() {
        Estimate living = new Estimate();
        long now = clock.now();
        for (int i = 0; i < objects.size(); i++) {
            TrackedObject object = objects.get(i);
            if (lives(object, now)) {
                living.add(object.size, object.probability);
            }
        }
        return living;
    }

    private boolean lives(TrackedObject object, long now) {
        return (object.born < now || !isKnown()) && !object.refersTo(null);
    }

    /** Has each of them considered, and then the largest chosen. */
    void find(LargestObjects largest, SiteTable sites) {
        long now = clock.now();
        for (int i = 0; i < objects.size(); i++) {
            if (lives(objects.get(i), now)) {
                largest.consider(objects.get(i));
            }
        }
        largest.choose(sites, now);
    }

    TracedMemory traced() {
        Values current = total().bytesAlone();
        if (isKnown()) {
            peak.seen(current);
        }
        return peak.with(current);
    }

    void resetPeak() {
        peak.reset();
        lookedAt = 0;
    }

    /** Of the sites whose history is kept. */
    History history(SiteTable sites) {
        List<SiteHistory> histories = sites.histories(history, totals(sites.size()));
        return new History(
                Instant.now(), history.seconds(System.nanoTime()), history.looks(), history.isComplete(), histories);
    }

    /** By identity; null if it is not tracked. */
    TrackedObject find(Object object) {
        if (object == null) { // What has been cleared refers to it.
            return null;
        }
        for (int i = 0; i < objects.size(); i++) {
            if (objects.get(i).refersTo(object)) {
                return objects.get(i);
            }
        }
        return null;
    }

    int size() {
        return objects.size();
    }

    int capacity() {
        return objects.capacity();
    }

    /** See {@link LiveSet}. */
    double admission() {
        return objects.admission();
    }

    long heapBytes(HeapSizes sizes) {
        return objects.heapBytes(sizes) + history.heapBytes(sizes);
    }
}

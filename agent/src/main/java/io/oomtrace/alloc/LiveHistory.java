package io.oomtrace.alloc;

import io.oomtrace.snapshot.History;
import io.oomtrace.stack.HeapSizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What each site had living at some moments since recording began, equally far apart: when there is no room for
 * another, every second one is forgotten, and from then on they are twice as far apart. So it reaches back to the
 * beginning, however long ago that is, and tells the last minutes of a program as well as its last days. Not
 * thread-safe.
 */
final class LiveHistory {
    static final int MOMENTS = 64;
    static final int SITES = 1024;

    private static final long FIRST_PERIOD = 2_000_000_000;

    /** A site whose history is kept, and what it has. */
    private record Kept(Estimate site, double bytes) implements Comparable<Kept> {
        @Override
        public int compareTo(Kept other) {
            return Double.compare(bytes, other.bytes);
        }
    }

    private final long[] nanos = new long[MOMENTS];
    private final long[] collections = new long[MOMENTS];
    private final double[] admissions = new double[MOMENTS];
    private final Map<Estimate, double[]> bySite = new HashMap<>();
    private final Map<Estimate, Double> newcomers = new HashMap<>();
    private int moments;
    private long period;
    private long next;

    /** Forgets everything; the first moment is due at once. */
    void clear(long now) {
        bySite.clear();
        moments = 0;
        period = FIRST_PERIOD;
        next = now;
    }

    boolean isDue(long now) {
        return now - next >= 0;
    }

    /**
     * Begins to look at what lives now: each object is {@linkplain #living told}, and then the look {@linkplain #end
     * ends}.
     *
     * @param collectionsEnded so far
     * @param admission see {@link LiveSet#admission()}
     */
    void begin(long now, long collectionsEnded, double admission) {
        if (moments == MOMENTS) {
            forgetEverySecond();
        }
        nanos[moments] = now;
        collections[moments] = collectionsEnded;
        admissions[moments] = admission;
        newcomers.clear();
        for (double[] bytes : bySite.values()) {
            bytes[moments] = 0;
        }
        next = now + period;
    }

    /** There may be many, and samples wait meanwhile. */
    void living(Estimate site, double bytes) {
        double[] history = bySite.get(site);
        if (history != null) {
            history[moments] += bytes;
        } else {
            newcomers.merge(site, bytes, Double::sum);
        }
    }

    void end() {
        PriorityQueue<Kept> least = bySite.size() + newcomers.size() <= SITES ? null : least();
        for (Map.Entry<Estimate, Double> newcomer : newcomers.entrySet()) {
            double bytes = newcomer.getValue();
            if (bySite.size() < SITES || makeRoomFor(bytes, least)) {
                double[] history = new double[MOMENTS];
                history[moments] = bytes;
                bySite.put(newcomer.getKey(), history);
                if (least != null) {
                    least.add(new Kept(newcomer.getKey(), bytes));
                }
            }
        }
        newcomers.clear();
        moments++;
    }

    /** Those whose history is kept, that with least first: there may be a hundred times as many newcomers. */
    private PriorityQueue<Kept> least() {
        PriorityQueue<Kept> least = new PriorityQueue<>(SITES);
        bySite.forEach((site, bytes) ->
                least.add(new Kept(site, moments == 0 ? bytes[0] : Math.max(bytes[moments - 1], bytes[moments]))));
        return least;
    }

    /** Gives up the site that had least at the last moment, if that was less. */
    private boolean makeRoomFor(double bytes, PriorityQueue<Kept> least) {
        if (least.peek().bytes >= bytes) {
            return false;
        }
        bySite.remove(least.poll().site);
        return true;
    }

    private void forgetEverySecond() {
        for (int i = 0; i < MOMENTS / 2; i++) {
            nanos[i] = nanos[2 * i];
            collections[i] = collections[2 * i];
            admissions[i] = admissions[2 * i];
        }
        bySite.values().forEach(bytes -> {
            for (int i = 0; i < MOMENTS / 2; i++) {
                bytes[i] = bytes[2 * i];
            }
        });
        moments = MOMENTS / 2;
        period *= 2;
    }

    /** Seconds from each moment to now, 0 and below, and 0 for now; empty if there is none. */
    double[] seconds(long now) {
        double[] seconds = new double[moments == 0 ? 0 : moments + 1];
        for (int i = 0; i < moments; i++) {
            seconds[i] = (nanos[i] - now) / 1e9;
        }
        return seconds;
    }

    /** Whether there was room for every site that had anything at a look. */
    boolean isComplete() {
        return bySite.size() < SITES;
    }

    List<History.Look> looks() {
        List<History.Look> looks = new ArrayList<>(moments);
        for (int i = 0; i < moments; i++) {
            looks.add(new History.Look(collections[i], admissions[i]));
        }
        return looks;
    }

    /**
     * Bytes at each moment, and now.
     *
     * @return null if the site's history is not kept
     */
    double[] of(Estimate site, double now) {
        double[] kept = bySite.get(site);
        if (kept == null) {
            return null;
        }
        double[] bytes = Arrays.copyOf(kept, moments + 1);
        bytes[moments] = now;
        return bytes;
    }

    long heapBytes(HeapSizes sizes) {
        return 3 * sizes.of(nanos) + sizes.map(bySite.size()) + bySite.size() * sizes.of(new double[MOMENTS]);
    }
}

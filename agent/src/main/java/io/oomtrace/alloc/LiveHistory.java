package io.oomtrace.alloc;

import io.oomtrace.stack.HeapSizes;
import java.util.HashMap;
import java.util.Map;

/**
 * What each site had living at some moments since recording began, equally far apart: when there is no room for another, every
 * second one is forgotten, and from then on they are twice as far apart. So it reaches back to the beginning, however long ago
 * that is, and tells the last minutes of a program as well as its last days. Not thread-safe.
 */
final class LiveHistory {
    static final int MOMENTS = 64;
    static final int SITES = 1024;

    private static final long FIRST_PERIOD = 2_000_000_000;

    private final long[] nanos = new long[MOMENTS];
    private final Map<Estimate, float[]> bySite = new HashMap<>();
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

    /** Begins to look at what lives now: each object is {@linkplain #living told}, and then the look {@linkplain #end ends}. */
    void begin(long now) {
        if (moments == MOMENTS) {
            forgetEverySecond();
        }
        nanos[moments] = now;
        newcomers.clear();
        for (float[] bytes : bySite.values()) {
            bytes[moments] = 0;
        }
        next = now + period;
    }

    /** There may be many, and samples wait meanwhile. */
    void living(Estimate site, double bytes) {
        float[] history = bySite.get(site);
        if (history != null) {
            history[moments] += (float) bytes;
        } else {
            newcomers.merge(site, bytes, Double::sum);
        }
    }

    void end() {
        for (Map.Entry<Estimate, Double> newcomer : newcomers.entrySet()) {
            if (bySite.size() < SITES || makeRoomFor(newcomer.getValue())) {
                float[] history = new float[MOMENTS];
                history[moments] = newcomer.getValue().floatValue();
                bySite.put(newcomer.getKey(), history);
            }
        }
        newcomers.clear();
        moments++;
    }

    private void forgetEverySecond() {
        for (int i = 0; i < MOMENTS / 2; i++) {
            nanos[i] = nanos[2 * i];
        }
        bySite.values().forEach(bytes -> {
            for (int i = 0; i < MOMENTS / 2; i++) {
                bytes[i] = bytes[2 * i];
            }
        });
        moments = MOMENTS / 2;
        period *= 2;
    }

    /** Gives up the site that had least at the last moment, if that was less. */
    private boolean makeRoomFor(double bytes) {
        if (moments == 0) {
            return false;
        }
        Estimate least = null;
        float fewest = (float) bytes;
        for (Map.Entry<Estimate, float[]> site : bySite.entrySet()) {
            float last = Math.max(site.getValue()[moments - 1], site.getValue()[moments]);
            if (last < fewest) {
                fewest = last;
                least = site.getKey();
            }
        }
        bySite.remove(least);
        return least != null;
    }

    /** Seconds from each moment to now, 0 and below, and 0 for now; empty if there is none. */
    double[] seconds(long now) {
        double[] seconds = new double[moments == 0 ? 0 : moments + 1];
        for (int i = 0; i < moments; i++) {
            seconds[i] = (nanos[i] - now) / 1e9;
        }
        return seconds;
    }

    /**
     * Bytes at each moment, and now.
     *
     * @return null if the site's history is not kept
     */
    double[] of(Estimate site, double now) {
        float[] kept = bySite.get(site);
        if (kept == null) {
            return null;
        }
        double[] bytes = new double[moments + 1];
        for (int i = 0; i < moments; i++) {
            bytes[i] = kept[i];
        }
        bytes[moments] = now;
        return bytes;
    }

    long heapBytes(HeapSizes sizes) {
        return sizes.of(nanos) + sizes.map(bySite.size()) + bySite.size() * sizes.of(new float[MOMENTS]);
    }
}

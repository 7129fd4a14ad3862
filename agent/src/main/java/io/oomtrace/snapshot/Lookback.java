package io.oomtrace.snapshot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program as it was some time ago, as far as its history tells: live bytes alone, and where there are more sites than
 * histories, of those alone that have one. What of it lives still is known from the ages of what lives now, and so is the
 * error of what has changed since.
 */
public final class Lookback {
    private static final String LIVE_BYTES = "live_bytes";

    /** In seconds, of a program that has not run for long. */
    private static final double LOOKS_APART = 2;

    /** What sums of the same bytes in another order differ by at most, as a share of them. */
    private static final double ROUNDING = 1e-9;

    /** Of what lived then; but it did live. */
    private static final int UNKNOWN_AGE = 0;

    /**
     * What lives of a site now.
     *
     * @param shown the bytes of each age as they are added up, see {@link Sum}
     */
    private record Living(double bytes, double shown, double variancePerByte) {
        static Living of(Values values) {
            double bytes = values.value(0);
            return new Living(bytes, Math.rint(bytes), values.variance(0) / Math.max(1, bytes));
        }

        Living and(Living other) {
            return new Living(
                    bytes + other.bytes, shown + other.shown, Math.max(variancePerByte, other.variancePerByte));
        }

        /** What then lived, as it is shown now if it is the same. */
        double shownThen(double bytesThen) {
            return Math.abs(bytesThen - bytes) <= ROUNDING * bytes ? shown : bytesThen;
        }
    }

    private record Key(CallStack stack, String type, String thread) {
        static Key of(Site site) {
            return new Key(site.stack(), site.type(), site.thread());
        }
    }

    private final Snapshot before;
    private final Snapshot after;

    /**
     * @param now of the same program, and taken after its history
     * @param seconds ago; the look nearest to it is taken
     * @throws QueryException when there was no look about that time
     */
    public Lookback(History history, Snapshot now, double seconds) {
        int look = nearest(history, seconds);
        List<Metric> metrics = now.metrics().stream()
                .filter(metric -> metric.name().equals(LIVE_BYTES))
                .toList();
        int live = now.metrics().indexOf(metrics.get(0));
        Map<Key, Double> bytesThen = new LinkedHashMap<>();
        for (SiteHistory site : history.sites()) {
            bytesThen.put(new Key(site.stack(), site.type(), site.thread()), site.liveBytes()[look]);
        }
        List<Site> sitesNow = new ArrayList<>();
        Map<Key, Living> livingNow = new HashMap<>();
        for (Site site : now.sites()) {
            if (site.age() != Site.NO_AGE && (history.complete() || bytesThen.containsKey(Key.of(site)))) {
                Values values = Values.of(
                        new double[] {site.values().value(live)},
                        new double[] {site.values().variance(live)});
                sitesNow.add(new Site(site.stack(), site.type(), site.thread(), site.age(), values));
                livingNow.merge(Key.of(site), Living.of(values), Living::and);
            }
        }
        double usual = livingNow.values().stream()
                .mapToDouble(Living::variancePerByte)
                .average()
                .orElse(0);
        List<Site> sitesThen = new ArrayList<>();
        bytesThen.forEach((key, bytes) -> {
            Living living = livingNow.getOrDefault(key, new Living(0, 0, usual));
            double then = living.shownThen(bytes);
            Values values = Values.of(new double[] {then}, new double[] {then * living.variancePerByte});
            sitesThen.add(new Site(key.stack, key.type, key.thread, UNKNOWN_AGE, values));
        });
        Engine engine = now.engine();
        this.before = new Snapshot(
                history.takenAt().plus(Duration.ofMillis(Math.round(1000 * history.seconds()[look]))),
                new Engine(
                        engine.name(),
                        engine.recording(),
                        figures(engine, history.looks().get(look))),
                List.of(),
                metrics,
                sitesThen);
        this.after = new Snapshot(now.takenAt(), engine, List.of(), metrics, sitesNow);
    }

    private static int nearest(History history, double seconds) {
        double[] moments = history.seconds();
        if (moments.length == 0 || -moments[0] < seconds * 0.9) {
            throw new QueryException(
                    "The history does not reach back " + Math.round(seconds) + " seconds.",
                    moments.length == 0
                            ? "It begins with the first garbage collection: POST /gc, and wait a while."
                            : "It reaches back " + (long) -moments[0] + " seconds.");
        }
        int nearest = 0;
        for (int i = 0; i < moments.length - 1; i++) {
            if (Math.abs(moments[i] + seconds) < Math.abs(moments[nearest] + seconds)) {
                nearest = i;
            }
        }
        if (Math.abs(moments[nearest] + seconds) > Math.max(LOOKS_APART, seconds / 2)) {
            throw new QueryException(
                    "Nobody looked at what lived about " + Math.round(seconds) + " seconds ago.",
                    "The nearest look was " + Math.round(-moments[nearest])
                            + " seconds ago: they are the farther apart the longer the program has run.");
        }
        return nearest;
    }

    private static Map<String, Number> figures(Engine now, History.Look then) {
        Map<String, Number> figures = new LinkedHashMap<>(now.figures());
        figures.put(Overlap.COLLECTIONS, then.collections());
        figures.put(Overlap.ADMISSION, then.admission());
        return figures;
    }

    public Snapshot before() {
        return before;
    }

    public Snapshot after() {
        return after;
    }
}

package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lines that have series of their own, and what all others amount to: the {@value Places#MOST} that have most of a
 * gauge, and the {@value Places#MOST} whose counter has grown most lately, what it grew by ten minutes ago counting half.
 *
 * <p>A counter must not go down, though a line may leave and come back, and the recording may begin anew. So what is
 * shown of a line is all it has counted since the agent began, whether it was shown meanwhile or not: where its series
 * goes on, it goes on with what was counted in between. The counter of the others grows by what lines count while they
 * are not shown; it does not go down when one of them leaves it, nor up when one comes to it. What a line counted while
 * it was away is therefore in both, once it is back.
 *
 * <p>It remembers the counter of every line there is, which are bounded, and after the recording has begun anew of {@value
 * #MOST_REMEMBERED} at most that were shown. Not thread-safe.
 */
final class TopLines {
    static final int MOST_REMEMBERED = 1000;

    private static final String OTHER = "other";
    private static final double HALF_LIFE_S = 600;
    private static final int COUNTER = 0;
    private static final int FIRST_GAUGE = 1;

    /**
     * A series.
     *
     * @param gauges in the order given
     */
    record Shown(String line, double counted, double[] gauges) {
        private static Shown sum(Shown a, Shown b) {
            double[] gauges = a.gauges.clone();
            for (int i = 0; i < gauges.length; i++) {
                gauges[i] += b.gauges[i];
            }
            return new Shown(a.line, a.counted + b.counted, gauges);
        }
    }

    private static final class Line {
        private final Tally tally = new Tally();
        private double grown; // since the look before
        private double lately; // what it grew by, the less of it the longer ago
        private double survivors;
        private boolean shown;
        private boolean wasShown;
    }

    private final List<String> metrics = new ArrayList<>();
    private final int gauges;
    private final int survivors;
    private final Map<Frame, Line> lines = new HashMap<>();
    private final Places byGauge = new Places();
    private final Places byCounter = new Places();
    private double others;
    private Object recording;
    private double lookedAt = Double.NaN;

    /**
     * @param counter a metric that only grows, until the recording begins anew
     * @param gauges metrics; places go by the first
     * @param survivors the one of {@code gauges} that the counter begins anew with; empty if it begins with 0
     */
    TopLines(String counter, List<String> gauges, String survivors) {
        metrics.add(counter);
        metrics.addAll(gauges);
        this.gauges = gauges.size();
        this.survivors = metrics.indexOf(survivors);
    }

    /**
     * What there is to show now; the last is that of all others.
     *
     * @param newRecording another one after the recording has begun anew
     * @param now in seconds from any time on
     */
    List<Shown> look(Snapshot snapshot, Blame blame, Object newRecording, double now) {
        boolean first = Double.isNaN(lookedAt);
        if (!first && !Objects.equals(recording, newRecording)) {
            beginAnew();
        }
        double fading = first ? 1 : Math.pow(0.5, Math.max(0, now - lookedAt) / HALF_LIFE_S);
        recording = newRecording;
        lookedAt = now;
        LineTotals totals = new LineTotals(snapshot, blame, metrics);
        follow(totals, fading);
        Set<Frame> chosen = new HashSet<>(byGauge.choose(ofGauge(totals)));
        chosen.addAll(byCounter.choose(ofCounter(totals)));
        return shown(totals, chosen, first);
    }

    /** How many lines are remembered. */
    int size() {
        return lines.size();
    }

    private void beginAnew() {
        lines.values().removeIf(line -> !line.wasShown);
        lines.values().forEach(line -> line.tally.beginAnew(line.survivors));
        List<Map.Entry<Frame, Line>> longestAgoFirst = lines.entrySet().stream()
                .filter(line -> !line.getValue().shown)
                .sorted(Comparator.comparingDouble(line -> line.getValue().lately))
                .toList();
        longestAgoFirst.stream()
                .limit(Math.max(0, lines.size() - MOST_REMEMBERED))
                .forEach(line -> lines.remove(line.getKey()));
    }

    private void follow(LineTotals totals, double fading) {
        for (Line line : lines.values()) {
            line.grown = 0;
            line.lately *= fading;
        }
        for (Frame of : totals.lines()) {
            Line line = lines.computeIfAbsent(of, absent -> new Line());
            line.grown = line.tally.follow(totals.value(of, COUNTER));
            line.lately += line.grown;
            line.survivors = survivors < 0 ? 0 : totals.value(of, survivors);
        }
    }

    private List<Places.Candidate> ofGauge(LineTotals totals) {
        List<Places.Candidate> candidates = new ArrayList<>();
        for (Frame of : totals.lines()) {
            double value = totals.value(of, FIRST_GAUGE);
            candidates.add(new Places.Candidate(of, value, error(value, totals.variance(of, FIRST_GAUGE))));
        }
        return candidates;
    }

    private List<Places.Candidate> ofCounter(LineTotals totals) {
        List<Places.Candidate> candidates = new ArrayList<>();
        lines.forEach((of, line) -> {
            double counted = totals.value(of, COUNTER);
            double share = counted == 0 ? 0 : line.lately / counted;
            candidates.add(
                    new Places.Candidate(of, line.lately, error(line.lately, share * totals.variance(of, COUNTER))));
        });
        return candidates;
    }

    private static double error(double value, double variance) {
        return variance == 0
                ? 0
                : Values.of(new double[] {value}, new double[] {variance}).error(0);
    }

    private List<Shown> shown(LineTotals totals, Set<Frame> chosen, boolean first) {
        Map<String, Shown> byLabel = new TreeMap<>();
        double[] otherGauges = new double[gauges];
        lines.forEach((of, line) -> {
            boolean isChosen = chosen.contains(of);
            if (!isChosen || !line.shown && !first) {
                others += line.grown;
            }
            line.shown = isChosen;
            line.wasShown |= isChosen;
            double[] values = new double[gauges];
            for (int i = 0; i < gauges; i++) {
                values[i] = totals.value(of, FIRST_GAUGE + i);
                otherGauges[i] += isChosen ? 0 : values[i];
            }
            if (isChosen) {
                String label = LineLabel.of(of);
                byLabel.merge(label, new Shown(label, line.tally.value(), values), Shown::sum);
            }
        });
        List<Shown> shown = new ArrayList<>(byLabel.values());
        shown.add(new Shown(OTHER, others, otherGauges));
        return shown;
    }
}

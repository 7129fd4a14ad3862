package io.oomtrace.export.metrics;

import io.oomtrace.snapshot.Blame;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a snapshot's sites amount to by the line they are named by: a few of its metrics. Of one look; not thread-safe. */
final class LineTotals {
    private final int[] positions;

    /** The values of a line in the order of the metrics, then the variances: there are many lines. */
    private final Map<Frame, double[]> byLine = new HashMap<>();

    /** @param metrics names; what the snapshot lacks is 0 everywhere */
    LineTotals(Snapshot snapshot, Blame blame, List<String> metrics) {
        List<String> names = snapshot.metrics().stream().map(Metric::name).toList();
        positions = metrics.stream().mapToInt(names::indexOf).toArray();
        Map<Frame, double[]> byFrame = new HashMap<>();
        for (Site site : snapshot.sites()) {
            add(site.values(), byFrame.computeIfAbsent(blame.of(site.stack()), this::none));
        }
        byFrame.forEach((frame, figures) -> byLine.merge(LineLabel.line(frame), figures, LineTotals::sum));
        byLine.values().removeIf(LineTotals::isNothing);
    }

    private double[] none(Frame of) {
        return new double[2 * positions.length];
    }

    private void add(Values values, double[] figures) {
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= 0) {
                figures[i] += values.value(positions[i]);
                figures[positions.length + i] += values.variance(positions[i]);
            }
        }
    }

    private static double[] sum(double[] some, double[] more) {
        double[] sum = some.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    private static boolean isNothing(double[] figures) {
        for (double figure : figures) {
            if (figure != 0) {
                return false;
            }
        }
        return true;
    }

    Iterable<Frame> lines() {
        return byLine.keySet();
    }

    /** Of a line; 0 if it has nothing. */
    double value(Frame line, int metric) {
        double[] figures = byLine.get(line);
        return figures == null ? 0 : figures[metric];
    }

    double variance(Frame line, int metric) {
        double[] figures = byLine.get(line);
        return figures == null ? 0 : figures[positions.length + metric];
    }

    /** Of all lines. */
    double total(int metric) {
        double total = 0;
        for (double[] figures : byLine.values()) {
            total += figures[metric];
        }
        return total;
    }
}

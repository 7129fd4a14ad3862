package io.oomtrace.export.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;

/** A metric with a value for each set of labels, as it is put together for one answer. Not thread-safe. */
final class Family {
    private static final List<Unit> UNITS = List.of(Unit.BYTES, Unit.SECONDS, Unit.RATIO);

    /** What is written behind the name is not part of it. */
    private enum Kind {
        GAUGE(""),
        COUNTER("_total"),
        INFO("_info");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private record Point(double value, Labels labels) {}

    private final Kind kind;
    private final String name;
    private final String help;
    private final List<Point> points = new ArrayList<>();

    private Family(Kind kind, String name, String help) {
        this.kind = kind;
        this.name = name;
        this.help = help;
    }

    /** @param name ends with the unit, if there is one */
    static Family gauge(String name, String help) {
        return new Family(Kind.GAUGE, name, help);
    }

    /** @param name ends with {@code _total}, and before that with the unit, if there is one */
    static Family counter(String name, String help) {
        return new Family(Kind.COUNTER, name, help);
    }

    /** @param name ends with {@code _info} */
    static Family info(String name, String help) {
        return new Family(Kind.INFO, name, help);
    }

    /**
     * @param value NaN if it is unknown: then there is no series
     * @param labels names and values by turns
     */
    Family with(double value, String... labels) {
        if (!Double.isNaN(value)) {
            points.add(new Point(value, Labels.of(labels)));
        }
        return this;
    }

    MetricSnapshot snapshot() {
        return switch (kind) {
            case GAUGE ->
                new GaugeSnapshot(
                        metadata(),
                        points.stream()
                                .map(point -> new GaugeDataPointSnapshot(point.value, point.labels, null))
                                .toList());
            case COUNTER ->
                new CounterSnapshot(
                        metadata(),
                        points.stream()
                                .map(point -> new CounterDataPointSnapshot(point.value, point.labels, null, 0))
                                .toList());
            case INFO ->
                new InfoSnapshot(
                        metadata(),
                        points.stream()
                                .map(point -> new InfoDataPointSnapshot(point.labels))
                                .toList());
        };
    }

    private MetricMetadata metadata() {
        String base = name.substring(0, name.length() - kind.suffix.length());
        Unit unit = UNITS.stream()
                .filter(one -> base.endsWith("_" + one))
                .findFirst()
                .orElse(null);
        return new MetricMetadata(base, help, unit);
    }
}

package io.oomtrace.export.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What {@code /metrics} answers, of a bounded length however much code there is. It remembers what it has answered, so
 * that counters go on and lines stay ({@link TopLines}). Safe on any thread; one answer is made at a time.
 */
public final class MetricsPage {
    private static final ExpositionFormatWriter TEXT = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
    private static final double NANOS = 1e9;

    /** In full. */
    public record Written(String contentType, byte[] body) {}

    private final LongSupplier clock;
    private RecordedFamilies recorded;
    private List<String> blameSkip;
    private volatile int lines;

    /** @param clock nanoseconds that only grow */
    public MetricsPage(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * In OpenMetrics if the client accepts that, else in the text format of Prometheus.
     *
     * @param accept the header of that name; may be empty
     * @param readings called once; not while another answer is made, so that counts come in order
     */
    public synchronized Written write(String accept, Supplier<Reading> readings) {
        Reading reading = readings.get();
        if (!reading.blameSkip().equals(blameSkip)) { // What a line has counted is no longer that line's.
            blameSkip = reading.blameSkip();
            recorded = new RecordedFamilies(blameSkip);
        }
        List<Family> families = new ArrayList<>(recorded.look(reading, clock.getAsLong() / NANOS));
        lines = recorded.lines();
        families.addAll(JvmFamilies.of(reading.jvm()));
        families.addAll(OwnFamilies.of(reading));
        MetricSnapshots metrics =
                new MetricSnapshots(families.stream().map(Family::snapshot).toList());
        ExpositionFormatWriter writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : TEXT;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(body, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Written(writer.getContentType(), body.toByteArray());
    }

    /** How many lines are remembered from one answer to the next. Waits for nobody. */
    public int lines() {
        return lines;
    }
}

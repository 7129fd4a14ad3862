package io.oomtrace.export;

import io.oomtrace.snapshot.Coverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Coverage as it is in every document: by metric, what was seen of what. */
public final class CoverageFigures {
    private static final double RATIO_STEPS = 10_000;

    private CoverageFigures() {}

    /**
     * For {@link JsonDocument} and {@link PlainText}; bytes are whole, ratios have up to four decimals, null is
     * unknown.
     */
    public static Map<String, Object> of(List<Coverage> coverage) {
        Map<String, Object> byMetric = new LinkedHashMap<>();
        for (Coverage of : coverage) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("seen", Double.isNaN(of.seen()) ? null : Math.round(of.seen()));
            figures.put("actual", Double.isNaN(of.actual()) ? null : Math.round(of.actual()));
            figures.put("ratio", Double.isNaN(of.ratio()) ? null : Math.rint(of.ratio() * RATIO_STEPS) / RATIO_STEPS);
            figures.put("source", of.source());
            byMetric.put(of.metric(), figures);
        }
        return byMetric;
    }
}

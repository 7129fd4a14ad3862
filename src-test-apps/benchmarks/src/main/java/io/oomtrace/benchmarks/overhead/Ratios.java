package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One variant of one workload in one round, as ratios to no agent in that round. */
record Ratios(String jdk, Workloads workload, String variant, Map<Measure, Double> values) {
    private static final String SEPARATOR = ";";

    /** @param without the runs without an agent, which all are compared with */
    static Ratios of(String jdk, Workloads workload, Variant variant, Run run, List<Run> without) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, measure.ratio(run, without));
        }
        return new Ratios(jdk, workload, variant.name(), values);
    }

    /** @throws IllegalArgumentException when it is no {@link #line} */
    static Ratios parse(String line) {
        String[] fields = line.split(SEPARATOR);
        if (fields.length != 3 + Measure.values().length) {
            throw new IllegalArgumentException(fields.length + " fields");
        }
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, Double.parseDouble(fields[3 + measure.ordinal()]));
        }
        return new Ratios(fields[0], Workloads.valueOf(fields[1]), fields[2], values);
    }

    String line() {
        List<String> fields = new ArrayList<>(List.of(jdk, workload.name(), variant));
        values.values().forEach(value -> fields.add(String.format(Locale.ROOT, "%.5f", value)));
        return String.join(SEPARATOR, fields);
    }
}

package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One variant of one workload in one round, as ratios to no agent in that round. */
record Ratios(Launch launch, String jdk, Workloads workload, String variant, Map<Measure, Double> values) {
    private static final String SEPARATOR = ";";
    private static final int NAMES = 4;

    /** @param without the runs without an agent, which all are compared with */
    static Ratios of(Launch launch, String jdk, Workloads workload, Variant variant, Run run, List<Run> without) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, launch == Launch.STARTED ? measure.ratio(run, without) : change(measure, run, without));
        }
        return new Ratios(launch, jdk, workload, variant.name(), values);
    }

    private static double change(Measure measure, Run run, List<Run> without) {
        if (measure.ofTheStart()) {
            return Double.NaN;
        }
        List<Run> withoutBefore = without.stream().map(Run::unattached).toList();
        return measure.ratio(run, without) / measure.ratio(run.unattached(), withoutBefore);
    }

    /** @throws IllegalArgumentException when it is no {@link #line} */
    static Ratios parse(String line) {
        String[] fields = line.split(SEPARATOR);
        if (fields.length != NAMES + Measure.values().length) {
            throw new IllegalArgumentException(fields.length + " fields");
        }
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, Double.parseDouble(fields[NAMES + measure.ordinal()]));
        }
        return new Ratios(Launch.valueOf(fields[0]), fields[1], Workloads.valueOf(fields[2]), fields[3], values);
    }

    String line() {
        List<String> fields = new ArrayList<>(List.of(launch.name(), jdk, workload.name(), variant));
        values.values().forEach(value -> fields.add(String.format(Locale.ROOT, "%.5f", value)));
        return String.join(SEPARATOR, fields);
    }
}

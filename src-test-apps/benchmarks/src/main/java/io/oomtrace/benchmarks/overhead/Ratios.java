package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One variant of one workload in one round, as ratios to no agent in that round.
 *
 * @param jvm the JDK, and options that all its JVMs were given
 */
record Ratios(
        Launch launch, String jvm, String machine, Workloads workload, String variant, Map<Measure, Double> values) {
    private static final String SEPARATOR = ";";
    private static final int NAMES = 5;

    /** @param without the runs without an agent, which all are compared with, unless each is compared with itself */
    static Ratios of(
            Launch launch,
            String jvm,
            String machine,
            Workloads workload,
            Variant variant,
            Run run,
            List<Run> without) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            values.put(measure, measure.isOf(launch) ? ratio(measure, launch, run, without) : Double.NaN);
        }
        return new Ratios(launch, jvm, machine, workload, variant.name(), values);
    }

    private static double ratio(Measure measure, Launch launch, Run run, List<Run> without) {
        return switch (launch) {
            case STARTED -> measure.ratio(run, without);
            case ATTACHED ->
                measure.ratio(run, without)
                        / measure.ratio(
                                run.unrecorded(),
                                without.stream().map(Run::unrecorded).toList());
            case SWITCHED -> measure.ratio(run, List.of(run.unrecorded()));
        };
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
        return new Ratios(
                Launch.valueOf(fields[0]), fields[1], fields[2], Workloads.valueOf(fields[3]), fields[4], values);
    }

    String line() {
        List<String> fields = new ArrayList<>(List.of(launch.name(), jvm, machine, workload.name(), variant));
        values.values().forEach(value -> fields.add(String.format(Locale.ROOT, "%.5f", value)));
        return String.join(SEPARATOR, fields);
    }
}

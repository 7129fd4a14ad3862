package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.workload.Workloads;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Ratios to no agent, each to the run without agent of the same round; median and quartiles over the rounds. */
final class OverheadTable {
    private final Map<Workloads, Map<Variant, List<Measurement>>> runs = new EnumMap<>(Workloads.class);
    private final Jdk jdk;
    private final int rounds;
    private final int warmUp;
    private final int measure;

    OverheadTable(Jdk jdk, int rounds, int warmUp, int measure) {
        this.jdk = jdk;
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.measure = measure;
    }

    void add(Workloads workload, Variant variant, Measurement measurement) {
        runs.computeIfAbsent(workload, key -> new LinkedHashMap<>())
                .computeIfAbsent(variant, key -> new ArrayList<>())
                .add(measurement);
    }

    Quartiles ratio(Workloads workload, Variant variant, Measure of) {
        List<Measurement> none = runs.get(workload).get(Variant.NONE);
        List<Measurement> with = runs.get(workload).get(variant);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < with.size(); round++) {
            ratios.add(with.get(round).get(of) / none.get(round).get(of));
        }
        return Quartiles.of(ratios);
    }

    /** The geometric mean of the workloads' median ratios. */
    double overall(Variant variant, Measure of) {
        double logarithms = 0;
        int workloads = 0;
        for (Map.Entry<Workloads, Map<Variant, List<Measurement>>> workload : runs.entrySet()) {
            if (workload.getValue().containsKey(variant)) {
                logarithms += Math.log(ratio(workload.getKey(), variant, of).median());
                workloads++;
            }
        }
        return Math.exp(logarithms / workloads);
    }

    String markdown() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### %s%n%nMedian (lower to upper quartile) of %d rounds of %d s after %d s of warming up.%n",
                jdk.version(),
                rounds,
                measure,
                warmUp));
        for (Measure of : Measure.values()) {
            text.append(String.format("%n**%s**%n%n|", of.label())).append(" |");
            runs.keySet().forEach(workload -> text.append(' ').append(workload).append(" |"));
            text.append(" all |\n|---|").append("---|".repeat(runs.size() + 1)).append('\n');
            for (Variant variant : variants()) {
                row(text, variant, of);
            }
        }
        return text.append('\n').toString();
    }

    private List<Variant> variants() {
        return runs.values().stream()
                .flatMap(workload -> workload.keySet().stream())
                .distinct()
                .filter(variant -> !variant.equals(Variant.NONE))
                .toList();
    }

    private void row(StringBuilder text, Variant variant, Measure of) {
        text.append("| ").append(variant.name()).append(" |");
        for (Workloads workload : runs.keySet()) {
            Quartiles ratio = ratio(workload, variant, of);
            text.append(
                    String.format(Locale.ROOT, " %.3f (%.3f–%.3f) |", ratio.median(), ratio.lower(), ratio.upper()));
        }
        text.append(String.format(Locale.ROOT, " %.3f |%n", overall(variant, of)));
    }
}

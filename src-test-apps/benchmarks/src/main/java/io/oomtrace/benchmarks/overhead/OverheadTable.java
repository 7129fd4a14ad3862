package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.workload.Workloads;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The ratios of one JDK as a table: median and quartiles over the rounds, and over how many where it is not all. */
final class OverheadTable {
    private final Launch launch;
    private final String jvm;
    private final List<Ratios> results;
    private final Set<Workloads> workloads;

    /** @param results those of other JDKs, and of agents that came otherwise, are left out */
    OverheadTable(Launch launch, String jvm, List<Ratios> results) {
        this.launch = launch;
        this.jvm = jvm;
        this.results = results.stream()
                .filter(result -> result.launch() == launch && result.jvm().equals(jvm))
                .toList();
        this.workloads = this.results.stream()
                .map(Ratios::workload)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Workloads.class)));
    }

    Quartiles ratio(Workloads workload, String variant, Measure of) {
        return Quartiles.of(ratios(workload, variant, of));
    }

    private List<Double> ratios(Workloads workload, String variant, Measure of) {
        return results.stream()
                .filter(result ->
                        result.workload() == workload && result.variant().equals(variant))
                .map(result -> result.values().get(of))
                .toList();
    }

    /** The geometric mean of the workloads' median ratios. */
    double overall(String variant, Measure of) {
        return Math.exp(workloads.stream()
                .filter(workload -> !ratios(workload, variant, of).isEmpty())
                .mapToDouble(workload -> Math.log(ratio(workload, variant, of).median()))
                .average()
                .orElse(Double.NaN));
    }

    String markdown() {
        if (results.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("### " + jvm + ", " + launch.label() + "\n\n" + rounds());
        for (Measure of : Measure.values()) {
            if (!of.isOf(launch)) {
                continue;
            }
            text.append(String.format("%n**%s**%n%n|", of.label())).append(" |");
            workloads.forEach(workload -> text.append(' ').append(workload).append(" |"));
            text.append(" all |\n|---|")
                    .append("---|".repeat(workloads.size() + 1))
                    .append('\n');
            results.stream().map(Ratios::variant).distinct().forEach(variant -> row(text, variant, of));
        }
        return text.append('\n').toString();
    }

    /** How many, and on which machines. */
    private String rounds() {
        return results.stream()
                .map(Ratios::machine)
                .distinct()
                .map(machine -> "Measured on " + machine + "; rounds: "
                        + workloads.stream()
                                .filter(workload -> rounds(machine, workload) > 0)
                                .map(workload -> workload + " " + rounds(machine, workload))
                                .collect(Collectors.joining(", "))
                        + ".\n")
                .collect(Collectors.joining());
    }

    private long rounds(String machine, Workloads workload) {
        return results.stream()
                .filter(result -> result.machine().equals(machine)
                        && result.workload() == workload
                        && result.variant().equals(Variant.NONE.name()))
                .count();
    }

    private void row(StringBuilder text, String variant, Measure of) {
        text.append("| ").append(variant).append(" |");
        for (Workloads workload : workloads) {
            List<Double> ratios = ratios(workload, variant, of);
            if (ratios.isEmpty() || ratios.stream().anyMatch(ratio -> !Double.isFinite(ratio))) {
                text.append(" – |");
            } else {
                text.append(' ').append(Quartiles.of(ratios).text(3));
                if (ratios.size() < ratios(workload, Variant.NONE.name(), of).size()) {
                    text.append(", of ").append(ratios.size());
                }
                text.append(" |");
            }
        }
        boolean everywhere = of.everywhere()
                && workloads.stream()
                        .noneMatch(workload -> ratios(workload, variant, of).isEmpty());
        text.append(everywhere ? String.format(Locale.ROOT, " %.3f |%n", overall(variant, of)) : " – |\n");
    }
}

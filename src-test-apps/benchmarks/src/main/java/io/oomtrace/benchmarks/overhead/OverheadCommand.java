package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs every variant of every workload in turn, round after round, and writes the ratios. */
@Command(
        name = "overhead",
        description = "CPU, wall time, allocation, collection and memory at steady state, as ratios to no agent.",
        mixinStandardHelpOptions = true)
public final class OverheadCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Runs of each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(names = "--warm-up", description = "Seconds before each measurement (default: ${DEFAULT-VALUE}).")
    private int warmUp = 20;

    @Option(names = "--measure", description = "Seconds of each measurement (default: ${DEFAULT-VALUE}).")
    private int measure = 20;

    @Option(
            names = "--workload",
            description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all the JDK can run).")
    private List<Workloads> chosen = List.of();

    @Option(
            names = "--variant",
            description = "Only variants whose name has this in it, and no agent; may be repeated.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            OverheadTable table = new OverheadTable(jdk, rounds, warmUp, measure);
            List<Variant> variants =
                    Variant.all(files, jdk).stream().filter(this::isWanted).toList();
            for (Workloads workload : Workloads.on(jdk.feature())) {
                if (chosen.isEmpty() || chosen.contains(workload)) {
                    measure(new ForkedRun(files, jdk, warmUp, measure), workload, variants, table);
                }
            }
            document.append(table.markdown());
        }
        common.publish("overhead", document.toString(), files);
        return 0;
    }

    private boolean isWanted(Variant variant) {
        return names.isEmpty() || variant.equals(Variant.NONE) || names.stream().anyMatch(variant.name()::contains);
    }

    /** Round robin, beginning with another variant in each round, so that drift of the machine falls on all alike. */
    private void measure(ForkedRun run, Workloads workload, List<Variant> variants, OverheadTable table)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            List<Variant> order = new ArrayList<>(variants);
            Collections.rotate(order, -round);
            for (Variant variant : order) {
                Measurement measured = run.measure(workload, variant);
                table.add(workload, variant, measured);
                System.err.printf(
                        "%s, round %d, %s: %.0f ms CPU%n",
                        workload, round + 1, variant.name(), measured.get(Measure.CPU) / 1e6);
            }
        }
    }
}

package io.oomtrace.benchmarks.overhead;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Machine;
import io.oomtrace.benchmarks.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
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

    @Option(names = "--rounds", description = "New JVMs for each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--warm-up",
            description =
                    "Least seconds that each of them warms up, besides its first iteration: up to six times as many while"
                            + " its compilers are not done (default: 20 to 50, by workload).")
    private Integer warmUp;

    @Option(
            names = "--turns",
            description =
                    "Turns of each of them (default: 12 to 24, by workload, and five times as many with --switched).")
    private Integer turns;

    @Option(
            names = "--turn",
            description = "Least milliseconds of a turn; it ends with an iteration (default: 300, or 250 with"
                    + " --switched, where one is four of these).")
    private Integer turn;

    @Option(
            names = "--workload",
            description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all the JDK can run).")
    private List<Workloads> chosen = List.of();

    @Option(
            names = "--variant",
            description =
                    "Only the variant of this name, or those whose name has it in it, and no agent; may be repeated.")
    private List<String> names = List.of();

    @ArgGroup
    private Comparison comparison = new Comparison();

    /** With what a program is compared, if not with others. */
    private static final class Comparison {
        @Option(
                names = "--attached",
                description = "Attaches the agents when the programs have warmed up, and compares each with itself.")
        private boolean attached;

        @Option(
                names = "--switched",
                description =
                        "Switches recording off and on in turn when the programs have warmed up, and compares each"
                                + " with itself.")
        private boolean switched;

        Launch launch() {
            return attached ? Launch.ATTACHED : switched ? Launch.SWITCHED : Launch.STARTED;
        }
    }

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "Given to all JVMs, those without an agent too, which have a table of their own; may be"
                    + " repeated.")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Adds each round to this file when it has ended, and makes the tables of all that is in it:"
                    + " so the work can be done in parts.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        List<Ratios> results = earlier();
        for (int round = 0; round < rounds; round++) {
            for (Jdk jdk : common.jdks()) {
                for (Workloads workload : Workloads.on(jdk.feature())) {
                    if (chosen.isEmpty() || chosen.contains(workload)) {
                        List<Variant> variants = inOrder(
                                Variant.all(launch(), files, jdk, workload), before(jvm(jdk), workload, results));
                        add(jdk, workload, round(files, jdk, workload).run(workload, variants), results);
                    }
                }
            }
        }
        if (results.isEmpty()) {
            throw new IOException("nothing was measured: no round, or no workload that this JDK can run");
        }
        common.publishAll("overhead", markdown(results), files);
        return 0;
    }

    private Launch launch() {
        return comparison.launch();
    }

    private Round round(Installation files, Jdk jdk, Workloads workload) {
        return new Round(
                launch(),
                files,
                jdk,
                jvmOptions,
                warmUp == null ? workload.warmUpSeconds() : warmUp,
                turns == null ? workload.turns() * launch().timesTheTurns() : turns,
                turn == null ? launch().turnMillis() : turn);
    }

    /** As its table is headed. */
    private String jvm(Jdk jdk) {
        return jvmOptions.isEmpty() ? jdk.version() : jdk.version() + " with " + String.join(" ", jvmOptions);
    }

    private List<Ratios> earlier() throws IOException {
        List<Ratios> results = new ArrayList<>();
        if (file != null && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                try {
                    results.add(Ratios.parse(line));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + " has a line that is no result of this command: " + line, e);
                }
            }
        }
        return results;
    }

    private int before(String jvm, Workloads workload, List<Ratios> results) {
        return (int) results.stream()
                .filter(result -> result.launch() == launch()
                        && result.jvm().equals(jvm)
                        && result.workload() == workload
                        && result.variant().equals(Variant.NONE.name()))
                .count();
    }

    /** Another one is first in each round. */
    private List<Variant> inOrder(List<Variant> all, int round) {
        List<Variant> order = new ArrayList<>(all);
        order.removeIf(variant -> !variant.equals(Variant.NONE)
                && !names.isEmpty()
                && names.stream().noneMatch(name -> isMeant(variant, name, all)));
        Collections.rotate(order, -round);
        return order;
    }

    private static boolean isMeant(Variant variant, String name, List<Variant> all) {
        boolean isOnes = all.stream().anyMatch(one -> one.name().equals(name));
        return isOnes ? variant.name().equals(name) : variant.name().contains(name);
    }

    private void add(Jdk jdk, Workloads workload, Map<Variant, Run> runs, List<Ratios> results) throws IOException {
        List<Run> without = runs.entrySet().stream()
                .filter(run -> run.getKey().isNone())
                .map(Map.Entry::getValue)
                .toList();
        for (Map.Entry<Variant, Run> run : runs.entrySet()) {
            Ratios ratios =
                    Ratios.of(launch(), jvm(jdk), Machine.here(), workload, run.getKey(), run.getValue(), without);
            results.add(ratios);
            System.err.printf(
                    Locale.ROOT,
                    "%s, %s, %s: %.3f CPU%n",
                    ratios.jvm(),
                    workload,
                    ratios.variant(),
                    ratios.values().get(Measure.CPU));
            if (file != null) {
                Files.write(file, List.of(ratios.line()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }

    private static String markdown(List<Ratios> results) {
        Set<String> jvms = new LinkedHashSet<>();
        results.forEach(result -> jvms.add(result.jvm()));
        StringBuilder text = new StringBuilder();
        for (Launch launch : Launch.values()) {
            for (String jvm : jvms) {
                text.append(new OverheadTable(launch, jvm, results).markdown());
            }
        }
        return text.toString();
    }
}

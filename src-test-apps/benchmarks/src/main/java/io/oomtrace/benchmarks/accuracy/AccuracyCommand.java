package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares estimates with what programs know they allocate. */
@Command(
        name = "accuracy",
        description = "Bias, error and the share of truths within the reported interval, for programs that know what"
                + " they allocate.",
        mixinStandardHelpOptions = true)
public final class AccuracyCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--seeds", description = "Runs of each program (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(names = "--program", description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all).")
    private List<KnownPrograms> programs = List.of(KnownPrograms.values());

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            StringBuilder table = new StringBuilder(String.format(
                    "### %s%n%n%d runs of each program.%n%n"
                            + "| program | metric | within the interval | worst bias of a site | in standard errors |"
                            + " off by, sites of a tenth and more |%n|---|---|---|---|---|---|%n",
                    jdk.version(), seeds));
            for (KnownPrograms program : programs) {
                for (Map.Entry<String, Deviations> metric :
                        measure(jdk, files, program).entrySet()) {
                    table.append(row(program, metric.getKey(), metric.getValue()));
                }
            }
            document.append(table).append('\n');
        }
        common.publish("accuracy", document.toString(), files);
        return 0;
    }

    private Map<String, Deviations> measure(Jdk jdk, Installation files, KnownPrograms program)
            throws IOException, InterruptedException {
        Map<String, Deviations> byMetric = new TreeMap<>();
        try (AccuracyRun run = new AccuracyRun(jdk, files, program)) {
            for (int seed = 1; seed <= seeds; seed++) {
                run.add(seed, byMetric);
            }
        }
        return byMetric;
    }

    private static String row(KnownPrograms program, String metric, Deviations deviations) {
        Deviations.Bias bias = deviations.worstBias();
        Quartiles large = deviations.ofLarge();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %% | %+.2f %% (%s of %d) | %+.1f | %.1f %% (%.1f–%.1f) |%n",
                program.summary(),
                metric,
                100 * deviations.covered(),
                100 * bias.mean(),
                bias.site(),
                deviations.sites(),
                bias.inErrors(),
                100 * large.median(),
                100 * large.lower(),
                100 * large.upper());
    }
}

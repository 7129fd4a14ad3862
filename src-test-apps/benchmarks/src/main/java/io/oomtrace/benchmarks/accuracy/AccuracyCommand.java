package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final String HEAD = """
            ### %s

            %d runs of each program; %s.

            | program | metric | sampled at all | within the interval | bias of all | in standard errors | worst bias of a site | in standard errors | off by, sites of a tenth and more |
            |---|---|---|---|---|---|---|---|---|
            """;

    @Mixin
    private CommonOptions common;

    @Option(names = "--seeds", description = "Runs of each program (default: ${DEFAULT-VALUE}).")
    private int seeds = 100;

    @Option(names = "--jobs", description = "Programs at the same time (default: ${DEFAULT-VALUE}).")
    private int jobs = 1;

    @Option(names = "--program", description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all).")
    private List<KnownPrograms> programs = List.of(KnownPrograms.values());

    @Option(names = "--tool", description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Tools tool = Tools.OOMTRACE;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (jobs < 1 || seeds < 2) {
            throw new IOException("--jobs takes 1 or more, --seeds 2 or more");
        }
        Installation files = Installation.ofThisJar();
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            Map<Jdk, Map<KnownPrograms, Future<Map<String, Deviations>>>> runs = new LinkedHashMap<>();
            for (Jdk jdk : common.jdks()) {
                Map<KnownPrograms, Future<Map<String, Deviations>>> ofJdk = new LinkedHashMap<>();
                programs.forEach(program -> ofJdk.put(program, workers.submit(() -> measure(jdk, files, program))));
                runs.put(jdk, ofJdk);
            }
            StringBuilder document = new StringBuilder();
            for (Map.Entry<Jdk, Map<KnownPrograms, Future<Map<String, Deviations>>>> run : runs.entrySet()) {
                document.append(table(run.getKey(), run.getValue()));
            }
            common.publish(tool.part(), document.toString(), files);
        } finally {
            workers.shutdownNow();
        }
        return 0;
    }

    private Map<String, Deviations> measure(Jdk jdk, Installation files, KnownPrograms program)
            throws IOException, InterruptedException {
        Map<String, Deviations> byMetric = new TreeMap<>();
        for (int seed = 1; seed <= seeds; seed++) {
            // Another JVM each time: what it draws for a new thread depends on the thread's address.
            try (AccuracyRun run = new AccuracyRun(jdk, files, program, tool)) {
                run.run(seed, byMetric);
            }
        }
        return byMetric;
    }

    private String table(Jdk jdk, Map<KnownPrograms, Future<Map<String, Deviations>>> runs)
            throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder(String.format(HEAD, jdk.version(), seeds, tool.title()));
        for (Map.Entry<KnownPrograms, Future<Map<String, Deviations>>> run : runs.entrySet()) {
            try {
                run.getValue()
                        .get()
                        .forEach((metric, deviations) -> table.append(row(run.getKey(), metric, deviations)));
            } catch (ExecutionException e) {
                throw new IOException(run.getKey() + ": " + e.getCause().getMessage(), e);
            }
        }
        return table.append('\n').toString();
    }

    private static String row(KnownPrograms program, String metric, Deviations deviations) {
        Deviations.Bias all = deviations.biasOfAll();
        Deviations.Bias worst = deviations.worstBias();
        Quartiles large = deviations.ofLarge();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %% | %s | %+.2f %% | %+.1f | %+.2f %% (%s of %d) | %+.1f | %.1f %% (%.1f–%.1f) |%n",
                program.summary(),
                metric,
                100 * deviations.listed(),
                deviations.covered() >= 0 ? String.format(Locale.ROOT, "%.1f %%", 100 * deviations.covered()) : "–",
                100 * all.mean(),
                all.inErrors(),
                100 * worst.mean(),
                worst.site(),
                deviations.sites(),
                worst.inErrors(),
                100 * large.median(),
                100 * large.lower(),
                100 * large.upper());
    }
}

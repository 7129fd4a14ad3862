package io.oomtrace.benchmarks.pauses;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a program that keeps much, with a live set that is full and without an agent, in turn. */
@Command(
        name = "pauses",
        description = "Pauses of the garbage collector with a full live set, beside those without an agent.",
        mixinStandardHelpOptions = true)
public final class PausesCommand implements Callable<Integer> {
    /** So many samples that there are always more objects to track than can be. */
    private static final String FULL_LIVE_SET = "=port=0,interval=4k,samples_per_second=10000";

    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Runs of each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new IOException("--rounds takes 1 or more");
        }
        Installation files = Installation.ofThisJar();
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("no agent", List.of());
        variants.put("no agent again", List.of());
        variants.put("oomtrace, live set full", List.of("-javaagent:" + files.agent() + FULL_LIVE_SET));
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append(table(jdk, measure(jdk, files, variants)));
        }
        common.publish("pauses", document.toString(), files);
        return 0;
    }

    private Map<String, List<PausesRun>> measure(Jdk jdk, Installation files, Map<String, List<String>> variants)
            throws IOException, InterruptedException {
        Map<String, List<PausesRun>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                runs.computeIfAbsent(variant.getKey(), key -> new ArrayList<>())
                        .add(PausesRun.of(jdk, files, variant.getValue()));
            }
        }
        return runs;
    }

    private String table(Jdk jdk, Map<String, List<PausesRun>> runs) {
        StringBuilder text = new StringBuilder(
                String.format("### %s%n%nMedian (lower to upper quartile) of %d runs.%n%n", jdk.version(), rounds));
        text.append("| | pause of a young collection, ms | of a full one, ms | objects tracked |\n|---|---|---|---|\n");
        runs.forEach((variant, of) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f |%n",
                variant,
                millis(of, run -> run.pauses().medianYoung()),
                millis(of, run -> run.pauses().medianFull()),
                quartiles(of, PausesRun::tracked).median())));
        return text.append('\n').toString();
    }

    private static String millis(List<PausesRun> runs, ToDoubleFunction<PausesRun> measure) {
        Quartiles quartiles = quartiles(runs, measure);
        return String.format(Locale.ROOT, "%.1f (%.1f–%.1f)", quartiles.median(), quartiles.lower(), quartiles.upper());
    }

    private static Quartiles quartiles(List<PausesRun> runs, ToDoubleFunction<PausesRun> measure) {
        return Quartiles.of(runs.stream().mapToDouble(measure).boxed().toList());
    }
}

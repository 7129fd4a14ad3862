package io.oomtrace.benchmarks.pauses;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import io.oomtrace.benchmarks.run.Quartiles;
import io.oomtrace.benchmarks.run.Rounds;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private static final String FULL_LIVE_SET = "=port=0,interval=4k,samples_per_second=40000";

    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Runs of each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("no agent", List.of());
        variants.put("no agent again", List.of());
        variants.put("oomtrace, live set full", List.of("-javaagent:" + files.agent() + FULL_LIVE_SET));
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append(table(jdk, Rounds.of(rounds, variants, arguments -> PausesRun.of(jdk, files, arguments))));
        }
        common.publish("pauses", document.toString(), files);
        return 0;
    }

    private String table(Jdk jdk, Map<String, List<PausesRun>> runs) {
        StringBuilder text = new StringBuilder(
                String.format("### %s%n%nMedian (lower to upper quartile) of %d runs.%n%n", jdk.version(), rounds));
        text.append("| | pause of a young collection, ms | of a full one, ms | objects tracked |\n|---|---|---|---|\n");
        runs.forEach((variant, of) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f |%n",
                variant,
                Quartiles.of(of, run -> run.pauses().medianYoung()).text(1),
                Quartiles.of(of, run -> run.pauses().medianFull()).text(1),
                Quartiles.of(of, PausesRun::tracked).median())));
        return text.append('\n').toString();
    }
}

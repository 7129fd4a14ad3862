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

    private static final int AN_EIGHTH = Churn.KEPT / 8;

    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Runs of each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        String agent = "-javaagent:" + files.agent() + FULL_LIVE_SET;
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append("### ").append(jdk.version()).append("\n\n");
            document.append(table("All arrays are replaced", jdk, files, variants(Churn.KEPT, agent)));
            Map<String, Churn> aside = variants(AN_EIGHTH, agent);
            aside.put("oomtrace, live set full, then stopped", new Churn(AN_EIGHTH, List.of(agent), true));
            document.append(table("An eighth of the arrays is replaced", jdk, files, aside));
        }
        common.publish("pauses", document.toString(), files);
        return 0;
    }

    private static Map<String, Churn> variants(int replaced, String agent) {
        Map<String, Churn> variants = new LinkedHashMap<>();
        variants.put("no agent", new Churn(replaced, List.of(), false));
        variants.put("no agent again", new Churn(replaced, List.of(), false));
        variants.put("oomtrace, live set full", new Churn(replaced, List.of(agent), false));
        return variants;
    }

    private String table(String title, Jdk jdk, Installation files, Map<String, Churn> variants)
            throws IOException, InterruptedException {
        Map<String, List<PausesRun>> runs = Rounds.of(rounds, variants, churn -> PausesRun.of(jdk, files, churn));
        StringBuilder text =
                new StringBuilder(title + ". Median (lower to upper quartile) of " + rounds + " runs.\n\n");
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

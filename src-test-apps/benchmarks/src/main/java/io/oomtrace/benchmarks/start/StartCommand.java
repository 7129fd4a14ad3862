package io.oomtrace.benchmarks.start;

import io.oomtrace.benchmarks.overhead.IdleAgent;
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

/** Starts a program that says hello, with the agent and without, in turn. */
@Command(
        name = "start",
        description = "CPU and wall time of a program that says hello, from its start to its end.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--rounds", description = "Starts of each variant (default: ${DEFAULT-VALUE}).")
    private int rounds = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put("no agent", List.of());
        variants.put("no agent again", List.of());
        variants.put("an agent that does nothing", List.of("-javaagent:" + IdleAgent.jar()));
        variants.put("oomtrace", List.of("-javaagent:" + files.agent() + "=port=0,quiet=on"));
        variants.put("oomtrace `http=off`", List.of("-javaagent:" + files.agent() + "=http=off,quiet=on"));
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append(table(
                    jdk, Rounds.of(rounds, variants, arguments -> Start.of(jdk.java(), files.jar(), arguments))));
        }
        common.publish("start", document.toString(), files);
        return 0;
    }

    private String table(Jdk jdk, Map<String, List<Start>> starts) {
        StringBuilder text = new StringBuilder(String.format(
                "### %s%n%nMedian (lower to upper quartile) of %d starts, in seconds.%n%n", jdk.version(), rounds));
        text.append("| | CPU time | wall time | classes from the CDS archive |\n|---|---|---|---|\n");
        starts.forEach((variant, of) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f |%n",
                variant,
                Quartiles.of(of, Start::cpuSeconds).text(3),
                Quartiles.of(of, Start::wallSeconds).text(3),
                Quartiles.of(of, Start::sharedClasses).median())));
        return text.append('\n').toString();
    }
}

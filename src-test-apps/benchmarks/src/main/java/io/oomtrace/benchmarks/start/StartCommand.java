package io.oomtrace.benchmarks.start;

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
        variants.put("oomtrace", List.of("-javaagent:" + files.agent() + "=port=0,quiet=on"));
        variants.put("oomtrace `http=off`", List.of("-javaagent:" + files.agent() + "=http=off,quiet=on"));
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append(table(jdk, measure(jdk, files, variants)));
        }
        common.publish("start", document.toString(), files);
        return 0;
    }

    private Map<String, List<Start>> measure(Jdk jdk, Installation files, Map<String, List<String>> variants)
            throws IOException, InterruptedException {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                starts.computeIfAbsent(variant.getKey(), key -> new ArrayList<>())
                        .add(Start.of(jdk.java(), files.jar(), variant.getValue()));
            }
        }
        return starts;
    }

    private String table(Jdk jdk, Map<String, List<Start>> starts) {
        StringBuilder text = new StringBuilder(String.format(
                "### %s%n%nMedian (lower to upper quartile) of %d starts, in seconds.%n%n", jdk.version(), rounds));
        text.append("| | CPU time | wall time | classes from the CDS archive |\n|---|---|---|---|\n");
        starts.forEach((variant, of) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.0f |%n",
                variant,
                seconds(of, Start::cpuSeconds),
                seconds(of, Start::wallSeconds),
                quartiles(of, Start::sharedClasses).median())));
        return text.append('\n').toString();
    }

    private static String seconds(List<Start> starts, ToDoubleFunction<Start> measure) {
        Quartiles quartiles = quartiles(starts, measure);
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", quartiles.median(), quartiles.lower(), quartiles.upper());
    }

    private static Quartiles quartiles(List<Start> starts, ToDoubleFunction<Start> measure) {
        return Quartiles.of(starts.stream().mapToDouble(measure).boxed().toList());
    }
}

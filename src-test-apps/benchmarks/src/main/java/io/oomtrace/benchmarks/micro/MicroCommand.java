package io.oomtrace.benchmarks.micro;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs JMH's benchmarks of this package in JVMs without the agent and with it. */
@Command(
        name = "micro",
        description = "An allocation and a sample alone, in nanoseconds.",
        mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common;

    @Option(names = "--forks", description = "JVMs for each figure (default: ${DEFAULT-VALUE}).")
    private int forks = 5;

    @Override
    public Integer call() throws IOException, RunnerException {
        Installation files = Installation.ofThisJar();
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            Map<String, List<String>> rows = new TreeMap<>();
            measure(jdk, Allocating.class, variants(files, ""), rows);
            measure(jdk, Sampled.class, variants(files, ",interval=1k,samples_per_second=1000000"), rows);
            document.append(table(jdk, rows));
        }
        common.publish("micro", document.toString(), files);
        return 0;
    }

    /** JVM arguments for each column of the table. */
    private static List<List<String>> variants(Installation files, String options) throws IOException {
        String agent = "-javaagent:" + files.agent() + "=http=off,quiet=on" + options;
        return List.of(List.of(), List.of(agent), List.of(agent + ",engine=instrument"));
    }

    private void measure(Jdk jdk, Class<?> benchmark, List<List<String>> variants, Map<String, List<String>> rows)
            throws RunnerException {
        for (List<String> arguments : variants) {
            for (RunResult result : run(jdk, benchmark, arguments)) {
                Result<?> figure = result.getPrimaryResult();
                rows.computeIfAbsent(name(result), key -> new ArrayList<>())
                        .add(String.format(Locale.ROOT, "%.1f ± %.1f", figure.getScore(), figure.getScoreError()));
            }
        }
    }

    private Collection<RunResult> run(Jdk jdk, Class<?> benchmark, List<String> arguments) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\.")
                .jvm(jdk.java())
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        return new Runner(
                        options.jvmArgsAppend(arguments.toArray(new String[0])).build())
                .run();
    }

    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        String frames = result.getParams().getParam("frames");
        String method = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
        return frames == null ? method : method + ", " + String.format("%3s", frames) + " frames deep";
    }

    private static String table(Jdk jdk, Map<String, List<String>> rows) {
        StringBuilder text = new StringBuilder("### " + jdk.version()
                + "\n\n| ns | no agent | oomtrace | oomtrace `engine=instrument` |\n|---|---|---|---|\n");
        rows.forEach((name, figures) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(String.join(" | ", figures))
                .append(" |\n"));
        return text.append('\n').toString();
    }
}

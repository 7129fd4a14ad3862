package io.oomtrace.benchmarks.cost;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the agent holds, as the difference between two JVMs, and what it grows with. */
@Command(
        name = "cost",
        description = "Memory and CPU time of the agent itself, and what they grow with.",
        mixinStandardHelpOptions = true)
public final class CostCommand implements Callable<Integer> {
    private static final List<String> KINDS =
            List.of("heap", "classes", "class files kept", "compiled code", "threads", "other");

    @Mixin
    private CommonOptions common;

    @Option(names = "--compile", description = "Seconds of compiling (default: ${DEFAULT-VALUE}).")
    private int compile = 600;

    @Option(names = "--load", description = "One of ${COMPLETION-CANDIDATES}; may be repeated (default: all).")
    private List<Load> loads = List.of(Load.values());

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append("### ").append(jdk.version()).append("\n\n| load | ");
            document.append(String.join(", MiB | ", KINDS))
                    .append(", MiB | all, MiB | it says, MiB | CPU of its threads, s |\n|---|");
            document.append("---|".repeat(KINDS.size() + 3)).append('\n');
            for (Load load : loads) {
                for (long size : sizes(load)) {
                    document.append(row(files, jdk, load, size));
                }
            }
            document.append('\n');
        }
        common.publish("cost", document.toString(), files);
        return 0;
    }

    private List<Long> sizes(Load load) {
        return switch (load) {
            case COMPILING -> List.of((long) compile);
            case STACKS -> List.of(100L, 10_000L, 100_000L);
            case THREADS -> List.of(100L, 1_000L, 10_000L);
            case LIVE -> List.of(100L, 1_000L, 8_000L);
            case DEPTH -> List.of(10L, 100L, 1_000L);
        };
    }

    /** With the agent and without at the same time: it is not about speed, and compiling takes minutes. */
    private static String row(Installation files, Jdk jdk, Load load, long size)
            throws IOException, InterruptedException {
        List<String> agent = List.of("-javaagent:" + files.agent() + "=port=0" + load.agentOptions());
        FutureTask<CostRun> without = new FutureTask<>(() -> CostRun.of(files, jdk, load, size, List.of()));
        Thread beside = new Thread(without, "without the agent");
        beside.setDaemon(true);
        beside.start();
        CostRun with = CostRun.of(files, jdk, load, size, agent);
        CostRun none;
        try {
            none = without.get();
        } catch (ExecutionException e) {
            throw new IOException(load + " of " + size + " without the agent", e.getCause());
        }
        Holding own = with.holding().minus(none.holding());
        List<String> cells = new ArrayList<>(List.of(String.format("%,d %s", size, load.unit())));
        Map<String, Double> kib = own.kib();
        for (String kind : KINDS) {
            cells.add(mib(kib.getOrDefault(kind, 0.0)));
        }
        cells.add(mib(own.sum()));
        cells.add(mib(with.saidBytes() / 1024));
        cells.add(String.format(Locale.ROOT, "%.2f", with.threadSeconds()));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String mib(double kib) {
        return String.format(Locale.ROOT, "%.1f", kib / 1024);
    }
}

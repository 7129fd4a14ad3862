package io.oomtrace.benchmarks.queries;

import io.oomtrace.benchmarks.run.CommonOptions;
import io.oomtrace.benchmarks.run.Endpoint;
import io.oomtrace.benchmarks.run.ForkedJvm;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks a program that has allocated from many call stacks. */
@Command(
        name = "queries",
        description = "How long questions take where there are many call stacks, what they need, and whether anything"
                + " stands still meanwhile.",
        mixinStandardHelpOptions = true)
public final class QueriesCommand implements Callable<Integer> {
    private static final List<String> QUERIES = List.of(
            "snapshot",
            "snapshot?by=file",
            "snapshot?by=package&cumulative=true",
            "snapshot?by=traceback",
            "snapshot?by=type&include=io.oomtrace.**&all_frames=true&min_age=1",
            "snapshot?temporary=true",
            "snapshot?format=collapsed&limit=1000",
            "growth",
            "metrics",
            "diff?from=kept");
    private static final String KEEP = "snapshots?name=kept";
    private static final String AGENT_OPTIONS =
            "=port=0,interval=1k,samples_per_second=1000000,max_sites=200000,max_live=200000";

    /** What was measured of one question. */
    private record Asked(List<Double> seconds, List<Double> allocatedMib, List<Double> longestGapMillis) {}

    @Mixin
    private CommonOptions common;

    @Option(names = "--stacks", description = "Call stacks (default: ${DEFAULT-VALUE}).")
    private int stacks = 100_000;

    @Option(names = "--rounds", description = "How often each is asked (default: ${DEFAULT-VALUE}).")
    private int rounds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation files = Installation.ofThisJar();
        StringBuilder document = new StringBuilder();
        for (Jdk jdk : common.jdks()) {
            document.append(table(jdk, files));
        }
        common.publish("queries", document.toString(), files);
        return 0;
    }

    private String table(Jdk jdk, Installation files) throws IOException, InterruptedException {
        List<String> arguments = List.of("-Xmx2g", "-Xms2g", "-javaagent:" + files.agent() + AGENT_OPTIONS);
        try (ForkedJvm program =
                ForkedJvm.start(jdk, files, arguments, ManyStacksProgram.class, List.of(Integer.toString(stacks)))) {
            Endpoint oomtrace = Endpoint.saidBy(program);
            program.answer(ManyStacksProgram.HELD);
            oomtrace.request("POST", "gc");
            oomtrace.text("POST", KEEP);
            Map<String, Asked> asked = new LinkedHashMap<>();
            for (int round = 0; round <= rounds; round++) {
                for (String query : QUERIES) {
                    ask(program, oomtrace, query, asked, round == 0);
                }
            }
            List<Double> idle = idle(program);
            return markdown(jdk, sites(oomtrace), asked, idle);
        }
    }

    /** @param warmUp whether it is not to be counted */
    private static void ask(
            ForkedJvm program, Endpoint oomtrace, String query, Map<String, Asked> asked, boolean warmUp)
            throws IOException, InterruptedException {
        Map<String, Double> before = figures(program, ManyStacksProgram.FIGURES);
        long begun = System.nanoTime();
        oomtrace.text("GET", query);
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Double> after = figures(program, ManyStacksProgram.FIGURES);
        if (!warmUp) {
            Asked of = asked.computeIfAbsent(
                    query, absent -> new Asked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
            of.seconds.add(seconds);
            of.allocatedMib.add((after.get("agent_bytes") - before.get("agent_bytes")) / (1 << 20));
            of.longestGapMillis.add(after.get("longest_gap_ns") / 1e6);
            System.err.printf(Locale.ROOT, "%s: %.2f s%n", query, seconds);
        }
    }

    /** The longest gaps of half a second each in which nothing is asked. */
    private List<Double> idle(ForkedJvm program) throws IOException, InterruptedException {
        List<Double> gaps = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            figures(program, ManyStacksProgram.FIGURES);
            Thread.sleep(500);
            gaps.add(figures(program, ManyStacksProgram.FIGURES).get("longest_gap_ns") / 1e6);
        }
        return gaps;
    }

    private static Map<String, Double> figures(ForkedJvm program, String line) throws IOException {
        program.say(line);
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String word : program.answer(ManyStacksProgram.FIGURES).split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                figures.put(word.substring(0, equals), Double.parseDouble(word.substring(equals + 1)));
            }
        }
        return figures;
    }

    private static long sites(Endpoint oomtrace) throws IOException, InterruptedException {
        return oomtrace.request("GET", "status")
                .required("allocations")
                .required("sites")
                .asLong();
    }

    private String markdown(Jdk jdk, long sites, Map<String, Asked> asked, List<Double> idle) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "### %s%n%nMedian (lower to upper quartile) of %d times; %,d stacks were seen.%n%n",
                jdk.version(),
                rounds,
                sites));
        text.append("| asked | s | allocated, MiB | longest stall of a 1 ms ticker, ms |\n|---|---|---|---|\n");
        asked.forEach((query, of) -> text.append(String.format(
                Locale.ROOT,
                "| `/%s` | %s | %s | %s |%n",
                query,
                Quartiles.of(of.seconds).text(2),
                Quartiles.of(of.allocatedMib).text(0),
                Quartiles.of(of.longestGapMillis).text(1))));
        text.append("| nothing | | | ").append(Quartiles.of(idle).text(1)).append(" |\n");
        return text.append('\n').toString();
    }
}

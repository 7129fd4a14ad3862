package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One {@link KnowingProgram} under a tool. */
final class AccuracyRun implements AutoCloseable {
    private static final Pattern SITE = Pattern.compile("(site\\d)=(\\d+),(\\d+)");

    private final ForkedJvm program;
    private final Tool tool;

    AccuracyRun(Jdk jdk, Installation files, KnownPrograms known, Tools tools)
            throws IOException, InterruptedException {
        List<String> jvmArguments = new ArrayList<>(List.of("-Xmx2g"));
        jvmArguments.addAll(tools.jvmArguments(files));
        program = ForkedJvm.start(jdk, files, jvmArguments, KnowingProgram.class, List.of(known.name()));
        try {
            tool = tools.watch(program, jdk, files);
        } catch (IOException | InterruptedException e) {
            program.close();
            throw e;
        }
    }

    /** Lets the program run and adds what the estimates were off by. */
    void run(long seed, Map<String, Deviations> byMetric) throws IOException, InterruptedException {
        tool.begin();
        program.say(Long.toString(seed));
        String truth = program.answer("truth ");
        tool.estimates().forEach((metric, bySite) -> compare(truth, metric, bySite, byMetric));
    }

    private static void compare(
            String truth, String metric, Map<String, Estimate> bySite, Map<String, Deviations> byMetric) {
        int group = metric.equals(Tool.ALLOC) ? 2 : 3;
        double total = SITE.matcher(truth)
                .results()
                .mapToDouble(site -> Double.parseDouble(site.group(group)))
                .sum();
        double estimated = 0;
        for (MatchResult site : SITE.matcher(truth).results().toList()) {
            double bytes = Double.parseDouble(site.group(group));
            if (bytes > 0) {
                Deviations deviations = byMetric.computeIfAbsent(metric, key -> new Deviations());
                Estimate estimate = bySite.get(site.group(1));
                if (estimate == null) {
                    deviations.addUnlisted(site.group(1), bytes, total);
                } else {
                    deviations.add(site.group(1), bytes, estimate, total);
                    estimated += estimate.bytes();
                }
            }
        }
        if (total > 0) {
            byMetric.get(metric).addTotal(total, estimated);
        }
    }

    @Override
    public void close() throws IOException {
        tool.close();
        program.close();
    }
}

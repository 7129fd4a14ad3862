package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.Endpoint;
import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One {@link KnowingProgram} under the agent, asked after each seed. */
final class AccuracyRun implements AutoCloseable {
    /** As many samples in a second as there are in one or two minutes by default. */
    private static final String OPTIONS = "interval=4k,samples_per_second=10000";

    private static final Pattern SITE = Pattern.compile("(site\\d)=(\\d+),(\\d+)");

    private final ForkedJvm program;
    private final Endpoint oomtrace;

    AccuracyRun(Jdk jdk, Installation files, KnownPrograms known) throws IOException {
        program = ForkedJvm.start(
                jdk,
                files,
                List.of("-Xmx2g", "-javaagent:" + files.agent() + "=port=0," + OPTIONS),
                KnowingProgram.class,
                List.of(known.name()));
        oomtrace = Endpoint.saidBy(program);
        program.answer("ready");
    }

    /** Runs the program once and adds what the estimates were off by. */
    void add(long seed, Map<String, Deviations> byMetric) throws IOException, InterruptedException {
        program.say("clear");
        program.answer("cleared");
        oomtrace.request("POST", "gc");
        oomtrace.request("POST", "reset");
        program.say(Long.toString(seed));
        String truth = program.answer("truth ");
        oomtrace.request("POST", "gc");
        JsonNode top = oomtrace.request(
                        "GET", "snapshot?by=method&include=" + Sites.class.getName() + "&limit=100&format=json")
                .required("top");
        Map<String, JsonNode> rows = new HashMap<>();
        for (JsonNode row : top) {
            String key = row.required("key").asString();
            rows.put(key.substring(key.lastIndexOf('.') + 1).replaceAll("\\W.*", ""), row);
        }
        compare(truth, 2, "alloc_bytes", rows, byMetric);
        compare(truth, 3, "live_bytes", rows, byMetric);
    }

    private static void compare(
            String truth, int group, String metric, Map<String, JsonNode> rows, Map<String, Deviations> byMetric) {
        double total = SITE.matcher(truth)
                .results()
                .mapToDouble(site -> Double.parseDouble(site.group(group)))
                .sum();
        SITE.matcher(truth).results().forEach(site -> {
            double bytes = Double.parseDouble(site.group(group));
            if (bytes > 0) {
                JsonNode row = rows.get(site.group(1));
                Deviations deviations = byMetric.computeIfAbsent(metric, key -> new Deviations());
                if (row == null || row.required(metric).asDouble() == 0) {
                    deviations.addUnlisted(site.group(1), bytes, total);
                } else {
                    double estimate = row.required(metric).asDouble();
                    double error = row.required(metric + "_error").asDouble();
                    deviations.add(site.group(1), bytes, estimate, error, total);
                }
            }
        });
    }

    @Override
    public void close() {
        program.close();
    }
}

package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.Endpoint;
import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Asks the agent in the program. */
final class Oomtrace implements Tool {
    /** As many samples in a second as there are in one or two minutes by default. */
    private static final String OPTIONS = "interval=4k,samples_per_second=10000";

    private final Endpoint endpoint;

    Oomtrace(ForkedJvm program) throws IOException {
        endpoint = Endpoint.saidBy(program);
        program.answer("ready");
    }

    static List<String> jvmArguments(Installation files) throws IOException {
        return List.of("-javaagent:" + files.agent() + "=port=0," + OPTIONS);
    }

    @Override
    public void begin() throws IOException, InterruptedException {
        endpoint.request("POST", "gc");
        endpoint.request("POST", "reset");
    }

    @Override
    public Map<String, Map<String, Estimate>> estimates() throws IOException, InterruptedException {
        endpoint.request("POST", "gc");
        JsonNode top = endpoint.request(
                        "GET", "snapshot?by=method&include=" + Sites.class.getName() + "&limit=100&format=json")
                .required("top");
        Map<String, Map<String, Estimate>> estimates = Map.of(ALLOC, new HashMap<>(), LIVE, new HashMap<>());
        for (JsonNode row : top) {
            String key = row.required("key").asString();
            String site = key.substring(key.lastIndexOf('.') + 1).replaceAll("\\W.*", "");
            estimates.forEach((metric, bySite) -> {
                double bytes = row.required(metric).asDouble();
                if (bytes != 0) {
                    bySite.put(
                            site,
                            new Estimate(bytes, row.required(metric + "_error").asDouble()));
                }
            });
        }
        return estimates;
    }

    @Override
    public void close() {}
}

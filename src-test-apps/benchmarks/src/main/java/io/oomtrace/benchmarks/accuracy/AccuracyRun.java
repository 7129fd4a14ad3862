package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One {@link KnowingProgram} under the agent, asked after each seed. */
final class AccuracyRun implements AutoCloseable {
    /** As many samples in a second as there are in one or two minutes by default. */
    private static final String OPTIONS = "interval=4k,samples_per_second=10000";

    private static final Pattern URL = Pattern.compile("http://\\S+/");
    private static final Pattern SITE = Pattern.compile("(site\\d)=(\\d+),(\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final ForkedJvm program;
    private final String url;

    AccuracyRun(Jdk jdk, Installation files, KnownPrograms known) throws IOException {
        program = ForkedJvm.start(
                jdk,
                files,
                List.of("-Xmx2g", "-javaagent:" + files.agent() + "=port=0," + OPTIONS),
                KnowingProgram.class,
                List.of(known.name()));
        Matcher found = URL.matcher(program.answer("oomtrace "));
        if (!found.find()) {
            throw new IOException("the agent did not say where it is");
        }
        url = found.group();
        program.answer("ready");
    }

    /** Runs the program once and adds what the estimates were off by. */
    void add(long seed, Map<String, Deviations> byMetric) throws IOException, InterruptedException {
        program.say("clear");
        program.answer("cleared");
        request("POST", "gc");
        request("POST", "reset");
        program.say(Long.toString(seed));
        String truth = program.answer("truth ");
        request("POST", "gc");
        JsonNode top = request("GET", "snapshot?by=method&include=" + Sites.class.getName() + "&limit=100&format=json")
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

    private JsonNode request(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    @Override
    public void close() {
        program.close();
    }
}

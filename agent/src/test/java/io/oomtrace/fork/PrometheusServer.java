package io.oomtrace.fork;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/** Prometheus itself, which scrapes one endpoint every second; ended by {@link #close()}. */
final class PrometheusServer implements AutoCloseable {
    static final String JOB = "service";

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

    private final Process process;
    private final Endpoint api;

    private PrometheusServer(Process process, Endpoint api) {
        this.process = process;
        this.api = api;
    }

    /** @throws org.opentest4j.TestAbortedException when there is no Prometheus here: the test counts as skipped */
    static PrometheusServer scraping(Endpoint oomtrace, Path folder) throws IOException {
        Path program = required("prometheus");
        Path settings = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: %s
                    static_configs:
                      - targets: ['%s']
                """.formatted(
                        JOB, oomtrace.base().getAuthority()));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        Output log = Output.of("prometheus", process.getInputStream());
        String line = log.await(text -> LISTENING.matcher(text).find(), DEADLINE)
                .orElseThrow(() -> new AssertionError("Prometheus does not listen: " + log.lines()));
        Matcher address = LISTENING.matcher(line);
        address.find();
        return new PrometheusServer(process, new Endpoint(URI.create("http://" + address.group(1) + "/")));
    }

    /** A program of the Debian package prometheus; the test is skipped without it. */
    static Path required(String program) {
        Path file = Path.of("/usr/bin", program);
        String reason = "No " + program + " here: install prometheus";
        if (!Files.isExecutable(file)) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(Files.isExecutable(file), reason);
        return file;
    }

    /** What it answers to an expression: a list of series, each with a metric and a value. */
    JsonNode query(String expression) {
        return api.json("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .required("data")
                .required("result");
    }

    /** The value of the only series there is; NaN if there is none. */
    double value(String expression) {
        JsonNode result = query(expression);
        return result.size() == 1 ? result.at("/0/value/1").asDouble() : Double.NaN;
    }

    /** What it says of the endpoint: how the last scrape went, and why it failed. */
    JsonNode target() {
        return api.json("/api/v1/targets").at("/data/activeTargets/0");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

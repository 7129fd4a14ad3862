package io.oomtrace.fork;

import static io.oomtrace.fork.program.KnownThreads.COLLECTABLE;
import static io.oomtrace.fork.program.KnownThreads.ENDED_THREADS;
import static io.oomtrace.fork.program.KnownThreads.LEAKED_POOLS;
import static io.oomtrace.fork.program.KnownThreads.LIVING_THREADS;
import static io.oomtrace.fork.program.KnownThreads.ONE_CARRIER;
import static io.oomtrace.fork.program.ManyLines.BYTES;
import static io.oomtrace.fork.program.ManyLines.CLASSES;
import static io.oomtrace.fork.program.ManyLines.LINES_PER_CLASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.oomtrace.export.metrics.Exposition;
import io.oomtrace.fork.program.KnownThreads;
import io.oomtrace.fork.program.ManyLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code /metrics} answers is what Prometheus's own tools take, and right, and not long. */
class PrometheusIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/KnownThreads.java");

    private static final int MOST_SERIES = 41;

    /** Of the dashboard, what may rightly be nothing: nothing grows for half an hour. */
    private static final String GROWTH = "deriv(";

    @TempDir
    Path folder;

    @OnEachJdk
    void promtoolHasNothingToSay(Jdk jdk) throws IOException, InterruptedException {
        Path promtool = PrometheusServer.required("promtool");
        try (ForkedJvm jvm = knownThreads(jdk)) {
            Endpoint oomtrace = done(jvm);
            Process check = new ProcessBuilder(promtool.toString(), "check", "metrics")
                    .redirectErrorStream(true)
                    .start();
            Output said = Output.of("promtool", check.getInputStream());
            try (var metrics = check.outputWriter()) {
                metrics.write(oomtrace.text("/metrics"));
            }
            assertThat(said.awaitEnd(Duration.ofMinutes(1))).isEmpty();
            assertThat(check.waitFor()).isZero();
        }
    }

    @OnEachJdk
    void linesHaveTheThreadsAndExecutorsThatTheyMake(Jdk jdk) {
        try (ForkedJvm jvm = knownThreads(jdk)) {
            Endpoint oomtrace = done(jvm);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Exposition metrics = Exposition.parse(oomtrace.text("/metrics"));
                assertThat(of("living threads", metrics, "oomtrace_line_threads_started_total"))
                        .isEqualTo(LIVING_THREADS);
                assertThat(of("living threads", metrics, "oomtrace_line_threads_live"))
                        .isEqualTo(LIVING_THREADS);
                assertThat(of("ended threads", metrics, "oomtrace_line_threads_started_total"))
                        .isEqualTo(ENDED_THREADS);
                assertThat(of("ended threads", metrics, "oomtrace_line_threads_live"))
                        .isZero();
                assertThat(of("leaked pools", metrics, "oomtrace_line_executors_created_total"))
                        .isEqualTo(LEAKED_POOLS);
                assertThat(of("leaked pools", metrics, "oomtrace_line_executors_never_shut_down"))
                        .isEqualTo(LEAKED_POOLS);
                assertThat(of("leaked pools", metrics, "oomtrace_line_executors_live"))
                        .isEqualTo(LEAKED_POOLS);
                assertThat(metrics.value("process_resident_memory_bytes")).isGreaterThan(1e7);
                assertThat(metrics.value("oomtrace_own_cpu_seconds_total", "part", "threads"))
                        .isPositive();
                assertThat(metrics.value("oomtrace_own_memory_bytes", "part", "metaspace"))
                        .isPositive();
            });
            Exposition before = Exposition.parse(oomtrace.text("/metrics"));
            oomtrace.post("/reset");
            Exposition after = Exposition.parse(oomtrace.text("/metrics"));
            before.values().forEach((series, value) -> {
                if (series.name().endsWith("_total")) {
                    assertThat(after.values().get(series)).as(series.toString()).isGreaterThanOrEqualTo(value);
                }
            });
        }
    }

    @OnEachJdk
    void fiftyThousandLinesHaveFortyOneSeries(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(ManyLines.class)
                .args(folder.toString())
                .jvmArgs("-Xmx1g")
                .agent(
                        Launch.ATTACHED,
                        "port=0,interval=1k,samples_per_second=1000000,max_sites=200000,max_live=200000")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            Map<String, Set<String>> lines = new HashMap<>();
            for (int held = LINES_PER_CLASS; held <= CLASSES * LINES_PER_CLASS; held += LINES_PER_CLASS) {
                jvm.send("go on");
                jvm.awaitLine("held " + held);
                Exposition metrics = Exposition.parse(oomtrace.text("/metrics"));
                for (String name : metrics.names()) {
                    if (name.startsWith("oomtrace_line_")) {
                        Set<String> shown = metrics.by("line", name).keySet();
                        assertThat(shown).as(name).hasSizeLessThanOrEqualTo(MOST_SERIES);
                        lines.computeIfAbsent(name, first -> new HashSet<>()).addAll(shown);
                    }
                }
            }
            // Live is what the last collection left, and there may have been one half way.
            oomtrace.post("/gc");
            Exposition metrics = Exposition.parse(oomtrace.text("/metrics"));
            double kept = (double) CLASSES * LINES_PER_CLASS * BYTES;
            assertThat(oomtrace.json("/status").at("/allocations/sites").asInt())
                    .isGreaterThan(CLASSES * LINES_PER_CLASS * 9 / 10);
            assertThat(metrics.value("oomtrace_live_bytes")).isCloseTo(kept, within(0.1 * kept));
            assertThat(metrics.by("line", "oomtrace_line_live_bytes").values().stream()
                            .mapToDouble(bytes -> bytes)
                            .sum())
                    .isCloseTo(metrics.value("oomtrace_live_bytes"), within(1.0));
            // None is clearly more than another, so hardly any takes another's place.
            assertThat(lines.get("oomtrace_line_live_bytes")).hasSizeLessThan(2 * MOST_SERIES);
            assertThat(lines.get("oomtrace_line_allocated_bytes_total")).hasSizeLessThan(2 * MOST_SERIES);
            assertThat(oomtrace.text("/metrics").lines().count()).isLessThan(400);
        }
    }

    @OnEachJdk
    void prometheusScrapesAndAnswersTheDashboard(Jdk jdk) throws IOException {
        try (ForkedJvm jvm = knownThreads(jdk)) {
            Endpoint oomtrace = done(jvm);
            oomtrace.post("/gc");
            try (PrometheusServer prometheus = PrometheusServer.scraping(oomtrace, folder)) {
                String living =
                        "oomtrace_line_threads_live{line=~\".*KnownThreads.java:" + line("living threads") + ".\"}";
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(
                                () -> assertThat(prometheus.value(living)).isEqualTo(LIVING_THREADS));
                assertThat(prometheus.target().required("health").asString())
                        .as(prometheus.target().toString())
                        .isEqualTo("up");
                await().atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(prometheus.value("scrape_samples_scraped"))
                                .isEqualTo(Exposition.parse(oomtrace.text("/metrics"))
                                        .values()
                                        .size()));
                assertThat(prometheus.value(
                                "sum(oomtrace_threads_started_total) - sum(oomtrace_line_threads_started_total)"))
                        .isZero();
                for (String expression : expressionsOfTheDashboard(oomtrace)) {
                    // A rate needs two scrapes.
                    await(expression)
                            .atMost(Duration.ofMinutes(1))
                            .untilAsserted(() -> assertThat(
                                            prometheus.query(expression).size())
                                    .isGreaterThanOrEqualTo(expression.contains(GROWTH) ? 0 : 1));
                }
            }
        }
    }

    private static List<String> expressionsOfTheDashboard(Endpoint oomtrace) throws IOException {
        JsonNode dashboard =
                new JsonMapper().readTree(Files.readString(Repository.file("docs/grafana-dashboard.json")));
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : dashboard.required("panels")) {
            for (JsonNode target : panel.path("targets")) {
                expressions.add(target.required("expr")
                        .asString()
                        .replace("$__rate_interval", "30s")
                        .replace("$job", PrometheusServer.JOB)
                        .replace("$instance", oomtrace.base().getAuthority()));
            }
        }
        assertThat(expressions).hasSizeGreaterThan(30);
        return expressions;
    }

    private static ForkedJvm knownThreads(Jdk jdk) {
        return ForkedJvm.on(jdk)
                .main(KnownThreads.class)
                .jvmArgs(ONE_CARRIER, COLLECTABLE)
                .agent(Launch.STARTED, "port=0")
                .start();
    }

    private static Endpoint done(ForkedJvm jvm) {
        jvm.awaitReady().send("go");
        jvm.awaitLine("done");
        return jvm.oomtrace();
    }

    /** Of the line that is so marked. */
    private static double of(String marker, Exposition metrics, String name) {
        return metrics.by("line", name).entrySet().stream()
                .filter(line -> line.getKey().endsWith("(KnownThreads.java:" + line(marker) + ")"))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static int line(String marker) {
        return SourceLine.marked(SOURCE, "site: " + marker).number();
    }
}

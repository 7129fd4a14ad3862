package io.oomtrace.export.metrics;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/grafana-dashboard.json} fits what is answered. */
class GrafanaDashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:oomtrace|jvm|process)_[a-z_]+");
    private static final Pattern LABEL = Pattern.compile("(?<=\\{\\{)\\w+(?=}})");
    private static final int WIDTH = 24;

    private final JsonNode dashboard =
            new JsonMapper().readTree(Path.of("../docs/grafana-dashboard.json").toFile());

    @Test
    void theDashboardAsksForWhatIsThere() {
        assertThat(asked()).isEqualTo(answered().names());
    }

    @Test
    void whatAPanelShowsOfASeriesIsALabelOfIt() {
        Exposition answered = answered();
        for (JsonNode target : targets()) {
            Set<String> shown = found(LABEL, target.path("legendFormat").asString(""));
            Set<String> labels = new HashSet<>();
            for (String metric : found(METRIC, target.required("expr").asString())) {
                answered.values().keySet().stream()
                        .filter(series -> series.name().equals(metric))
                        .forEach(series -> labels.addAll(series.labels().keySet()));
            }
            assertThat(labels).as(target.toString()).containsAll(shown);
        }
    }

    @Test
    void everyPanelAsksTheDataSourceThatIsChosen() {
        Set<String> variables = new HashSet<>();
        dashboard
                .required("templating")
                .required("list")
                .forEach(variable -> variables.add(variable.required("name").asString()));

        assertThat(variables).containsExactlyInAnyOrder("datasource", "job", "instance");
        assertThat(targets()).isNotEmpty().allSatisfy(target -> {
            assertThat(target.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            assertThat(target.required("expr").asString()).contains("job=~\"$job\",instance=\"$instance\"");
        });
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<List<Integer>> taken = new HashSet<>();
        Set<Integer> ids = new HashSet<>();
        for (JsonNode panel : dashboard.required("panels")) {
            JsonNode place = panel.required("gridPos");
            assertThat(ids.add(panel.required("id").asInt())).isTrue();
            assertThat(place.required("x").asInt() + place.required("w").asInt())
                    .isLessThanOrEqualTo(WIDTH);
            for (int x = 0; x < place.required("w").asInt(); x++) {
                for (int y = 0; y < place.required("h").asInt(); y++) {
                    assertThat(taken.add(List.of(
                                    place.required("x").asInt() + x,
                                    place.required("y").asInt() + y)))
                            .as(panel.required("title").asString())
                            .isTrue();
                }
            }
        }
    }

    /** Metrics in the expressions. */
    private Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (JsonNode target : targets()) {
            asked.addAll(found(METRIC, target.required("expr").asString()));
        }
        return asked;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private List<JsonNode> targets() {
        return dashboard
                .required("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .toList();
    }

    /** Of a program of which everything is known. */
    private static Exposition answered() {
        Snapshot some = Snapshots.allocations()
                .site(stack("com.acme.Cache.put(Cache.java:42)"), "byte[]", "main", 1, 1, 1, 1)
                .figures(Map.of("interval_bytes", 65_536, "samples", 7))
                .build();
        Snapshot allocations = new Snapshot(
                some.takenAt(),
                some.engine(),
                List.of(new Coverage("alloc_bytes", 1, 2, "known"), new Coverage("live_bytes", 1, 2, "known")),
                some.metrics(),
                some.sites());
        Reading reading = Readings.of(allocations, Readings.threads().build());
        MetricsPage.Written written = new MetricsPage(() -> 0).write("", () -> reading);
        return Exposition.parse(new String(written.body(), StandardCharsets.UTF_8));
    }
}

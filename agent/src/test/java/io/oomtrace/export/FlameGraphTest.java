package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import one.convert.Arguments;
import one.convert.FlameGraph;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages as async-profiler's converter reads them back, and the figures that are beside them. */
class FlameGraphTest {
    private static final Query BY_TRACEBACK = Query.DEFAULT.withBy(GroupBy.TRACEBACK);
    private static final double MIB = 1024 * 1024;

    /** Of stacks, by {@code root;…;leaf}. */
    private static Map<String, Long> stacks(String page) throws IOException {
        Arguments arguments = new Arguments("--output", "collapsed");
        FlameGraph graph = new FlameGraph(arguments);
        graph.parseHtml(new StringReader(page));
        ByteArrayOutputStream collapsed = new ByteArrayOutputStream();
        graph.dump(collapsed);
        Map<String, Long> stacks = new TreeMap<>();
        for (String line : collapsed.toString(StandardCharsets.UTF_8).split("\n")) {
            int blank = line.lastIndexOf(' ');
            stacks.put(line.substring(0, blank).replaceAll("_\\[.]", ""), Long.parseLong(line.substring(blank + 1)));
        }
        return stacks;
    }

    private static JsonNode told(String page) {
        MatchResult told = Pattern.compile("\n}\\)\\((.*)\\);\n</script>\n")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
        return JsonMapper.shared().readTree(told.group(1));
    }

    private static List<String> inH1(String page) {
        return Pattern.compile("<(h1|title)>(.*)</\\1>")
                .matcher(page)
                .results()
                .map(title -> title.group(2))
                .toList();
    }

    @Test
    void stacksAreThoseThatAreCollapsedWithTheirTypesOnTop() throws IOException {
        String page = Format.FLAMEGRAPH.write(Reports.allocations(BY_TRACEBACK));
        assertThat(stacks(page))
                .containsEntry(
                        "com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537;byte[]",
                        Math.round(111.9 * MIB))
                .containsEntry(
                        "com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537;java.lang.Object[]",
                        1024L)
                .containsEntry("com.acme.Main.main:9;java.lang.String", 512L)
                .containsEntry("a.Lazy.get:1;byte[]", 100L)
                .hasSize(5);
        assertThat(sum(stacks(page))).isEqualTo(sumOfCollapsed(BY_TRACEBACK));
    }

    private static long sum(Map<String, Long> stacks) {
        return stacks.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long sumOfCollapsed(Query query) {
        return Format.COLLAPSED
                .write(Reports.allocations(query))
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void theTitleHasTheTotalTheTimeAndTheCoverage() {
        assertThat(inH1(Format.FLAMEGRAPH.write(Reports.allocations(BY_TRACEBACK))))
                .hasSize(2)
                .containsOnly("live_bytes 113.4 ± 2.1 MiB, 2026-11-01T12:00:00Z, coverage: alloc_bytes 90.0 %");
    }

    @Test
    void everyFrameHasItsError() {
        JsonNode told = told(Format.FLAMEGRAPH.write(Reports.allocations(BY_TRACEBACK)));
        assertThat(told.at("/unit").asString()).isEqualTo("BYTES");
        // all, a.Lazy.get, byte[], com.acme.Main.main:7, com.acme.Cache.put …
        JsonNode errors = told.at("/errors");
        assertThat(errors.size()).isEqualTo(13);
        assertThat(errors.get(0).asDouble()).isCloseTo(1.96 * Math.hypot(1.07, 0.1) * MIB, within(0.01 * MIB));
        assertThat(errors.get(1).asDouble(-1)).isZero();
        assertThat(errors.get(2).isNull()).isTrue();
        assertThat(errors.get(4).asDouble()).isCloseTo(1.96 * 1.07 * MIB, within(0.01 * MIB));
    }

    @Test
    void whatIsBeyondTheLimitIsOneFrame() throws IOException {
        Query two = BY_TRACEBACK.withLimit(2);
        assertThat(stacks(Format.FLAMEGRAPH.write(Reports.allocations(two))))
                .containsEntry("(other: 2 tracebacks)", 612L);
        assertThat(sum(stacks(Format.FLAMEGRAPH.write(Reports.allocations(two)))))
                .isEqualTo(sumOfCollapsed(BY_TRACEBACK));
    }

    @Test
    void ratesAreDrawnInThousandths() throws IOException {
        String page = Format.FLAMEGRAPH.write(Reports.threads(BY_TRACEBACK.withSort("per_second_10s")));
        assertThat(stacks(page))
                .containsEntry(
                        "com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537;java.lang.Thread",
                        1_999_997L)
                .containsEntry("com.acme.Main.main:9;java.lang.Thread", 17L);
        assertThat(told(page).at("/steps").asInt()).isEqualTo(1000);
    }

    @Test
    void whatNamesMayHoldDoesNotBreakThePage() throws IOException {
        CallStack stack = CallStack.of(
                List.of(
                        new Frame("a.</script><!--<script>", "it's\\", "X.java", 1),
                        new Frame("b.C\n];\nunpack(cpool);\n\u2028", "\ud800<init>", "", -1)),
                true);
        String page = Format.FLAMEGRAPH.write(BY_TRACEBACK.on(Snapshots.threads()
                .site(stack, "</SCRIPT>", "main", 1, 1, 0, 0)
                .site(CallStack.EMPTY, "x", "main", 1, 1, 0, 0)
                .build()));
        assertThat(page.split("(?i)</script", -1)).hasSize(4); // three scripts
        assertThat(page).doesNotContain("<!--").doesNotContain("\u2028");
        assertThat(stacks(page).keySet())
                .containsExactlyInAnyOrder(
                        "[no_Java_frame];x",
                        "[truncated];b.C\ufffd];\ufffdunpack(cpool);\ufffd\ufffd.?<init>;a.\\x3c/script>\\x3c!--<script>.it's\\:1;"
                                + "\\x3c/SCRIPT>");
    }

    @Test
    void thePageLoadsNothing() {
        String page = Format.FLAMEGRAPH.write(Reports.allocations(BY_TRACEBACK));
        assertThat(page)
                .contains("content=\"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'\"");
        assertThat(page).doesNotContainPattern("(?i)\\ssrc\\s*=|@import|<link");
    }

    @Test
    void aDifferenceIsAsWideAsTheLargerOfBeforeAndAfter() throws IOException {
        String page = Format.FLAMEGRAPH.write(BY_TRACEBACK.sideBySide(
                Snapshots.allocations()
                        .site(Reports.PUT, "byte[]", "main", estimate(32))
                        .site(Reports.LONG, "double[]", "main", estimate(10))
                        .site(Reports.SMALL, "char[]", "main", Values.exact(2048, 2, 0, 0))
                        .build(),
                Snapshots.allocations()
                        .site(Reports.PUT, "byte[]", "main", estimate(112))
                        .site(Reports.SMALL, "char[]", "main", Values.exact(2048, 2, 0, 0))
                        .build()));
        assertThat(stacks(page))
                .containsEntry("com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537", 112L << 20)
                .containsEntry("com.acme.Main.main:9", 2048L)
                .hasSize(3);
        JsonNode told = told(page);
        // all, main:7, put, copyOf, main:8, …Model.<init>, main:9
        assertThat(told.at("/before/0").asLong()).isEqualTo((42L << 20) + 2048);
        assertThat(told.at("/after/0").asLong()).isEqualTo((112L << 20) + 2048);
        assertThat(told.at("/before/3").asLong()).isEqualTo(32L << 20);
        assertThat(told.at("/after/3").asLong()).isEqualTo(112L << 20);
        assertThat(told.at("/errors/3").asDouble()).isBetween(2.77 * MIB, 2.9 * MIB);
        assertThat(told.at("/after/5").asLong(-1)).isZero();
        assertThat(told.at("/errors/6").asLong(-1)).isZero();
        assertThat(inH1(page).get(0))
                .isEqualTo("change of live_bytes +70.0 ± 3.4 MiB: 42.0 MiB at 2026-11-01T12:00:00Z, 112.0 MiB at"
                        + " 2026-11-01T12:00:00Z");
    }

    private static Values estimate(double mib) {
        return Values.of(new double[] {mib * MIB, mib, 0, 0}, new double[] {MIB * MIB, 0, 0, 0});
    }

    @Test
    void nothingIsAPageTooAndOtherGroupingsAreRefused() throws IOException {
        String page =
                Format.FLAMEGRAPH.write(BY_TRACEBACK.on(Snapshots.allocations().build()));
        assertThat(page).contains("live_bytes 0 B").endsWith("</body></html>\n");
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Format.FLAMEGRAPH.write(Reports.allocations(Query.DEFAULT)))
                .withMessage("Flame graphs cannot be grouped by=line.");
    }
}

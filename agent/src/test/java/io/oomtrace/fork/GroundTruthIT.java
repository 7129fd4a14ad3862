package io.oomtrace.fork;

import static io.oomtrace.fork.KnownLine.array;
import static io.oomtrace.fork.KnownLine.garbage;
import static io.oomtrace.fork.KnownLine.kept;
import static io.oomtrace.fork.program.KnownAllocations.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.KnownAllocations;
import java.nio.file.Path;
import java.util.List;

/**
 * Estimates per line against allocations known by construction.
 *
 * <p>Two rules. The reported errors must hold: over all lines the deviations in units of the reported error have to
 * stay below a bound passed by chance once in a million ({@link ChiSquared}). And a line with more than a tenth of the
 * total must be within 10 %: at one sample per 64 KiB such a line has over 4,000 samples, a standard deviation of 1.6
 * %, and still 2.3 % if sampling backed off once, so that too fails by chance once in tens of thousands of lines.
 */
class GroundTruthIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/KnownAllocations.java");

    private static final String SAMPLING = "port=0,interval=64k,samples_per_second=10000,max_live=262144";

    /** Of the total: what has more is held to 10 %. */
    private static final double LARGE = 0.1;

    private static final int OBJECT_OF_TWO_LONGS = 32;
    private static final int STRING = 24;

    private static final List<KnownLine> LINES = List.of(
            kept("kept arrays", KEPT_ARRAYS, array(1, KEPT_ARRAY_LENGTH)),
            kept("kept nodes", KEPT_NODES, OBJECT_OF_TWO_LONGS),
            kept("before super", KEPT_BUFFERS, array(1, KEPT_BUFFER_LENGTH)),
            kept("table of arrays", 1, array(4, KEPT_ARRAYS)),
            kept("table of nodes", 1, array(4, KEPT_NODES)),
            garbage("int arrays", INT_ARRAYS, array(4, INT_ARRAY_LENGTH)),
            garbage("points", POINTS, OBJECT_OF_TWO_LONGS),
            garbage("copies", COPIES, array(1, COPY_LENGTH)),
            new KnownLine(
                    "grids",
                    GRIDS * (array(4, GRID_ROWS) + GRID_ROWS * array(8, GRID_COLUMNS)),
                    GRIDS * (1L + GRID_ROWS),
                    false),
            garbage("clones", CLONES, array(2, CLONE_LENGTH)),
            garbage("reflected", REFLECTED, array(8, REFLECTED_LENGTH)),
            new KnownLine("strings", STRINGS * (STRING + array(1, STRING_LENGTH)), 2L * STRINGS, false),
            garbage("short arrays", (long) THREADS * SHORT_ARRAYS_PER_THREAD, array(2, SHORT_ARRAY_LENGTH)));

    @StartedAndAttached
    void everyLineIsWithinItsErrorBySamplesOfTheJvm(Launch launch, Jdk jdk) {
        everyLineIsWithinItsReportedError(launch, jdk, "jvm");
    }

    @StartedAndAttached
    void everyLineIsWithinItsErrorByInstrumentedCode(Launch launch, Jdk jdk) {
        everyLineIsWithinItsReportedError(launch, jdk, "instrument");
    }

    private static void everyLineIsWithinItsReportedError(Launch launch, Jdk jdk, String engine) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(KnownAllocations.class)
                .jvmArgs("-Xmx1g")
                .agent(launch, SAMPLING + ",engine=" + engine)
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            oomtrace.post("/gc");
            Table table = oomtrace.table("/snapshot?by=line&sort=alloc_bytes&limit=1000&format=json");

            theTruthIsTrue(jvm);
            for (String metric : List.of("alloc_bytes", "alloc_count", "live_bytes", "live_count")) {
                errorsHold(table, metric);
            }
            largeLinesAreWithinATenth(table, "alloc_bytes");
            largeLinesAreWithinATenth(table, "live_bytes");
            garbageIsNotLive(table);
            assertThat(table.coverage("alloc_bytes")).isCloseTo(1, within(0.1));
            assertThat(table.coverage("live_bytes")).isCloseTo(1, within(0.1));
        }
    }

    /** What the JVM's own histogram says of the objects whose size the test assumes. */
    private static void theTruthIsTrue(ForkedJvm jvm) {
        String nodes = KnownAllocations.class.getName() + "$Node";
        assertThat(jvm.jdkTool("jcmd", "GC.class_histogram"))
                .map(line -> line.trim().split("\\s+"))
                .filteredOn(columns -> columns.length >= 4 && columns[3].equals(nodes))
                .singleElement()
                .satisfies(columns -> {
                    assertThat(Long.parseLong(columns[1])).isEqualTo(KEPT_NODES);
                    assertThat(Long.parseLong(columns[2])).isEqualTo((long) KEPT_NODES * OBJECT_OF_TWO_LONGS);
                });
    }

    private static void errorsHold(Table table, String metric) {
        ChiSquared deviations = new ChiSquared();
        for (KnownLine line : LINES) {
            long truth = line.of(metric);
            if (truth == 0) {
                continue;
            }
            Table.Row row = row(table, line);
            if (row.error(metric) * 1000 < truth) {
                // Chosen for certain, being far larger than the interval: nothing is estimated.
                assertThat(row.value(metric))
                        .as(metric + " of " + line.marker())
                        .isCloseTo(truth, within(truth / 500.0));
            } else {
                deviations.add(line.marker(), truth, row.value(metric), row.error(metric));
            }
        }
        assertThat(deviations.sum()).as("%s%s", metric, deviations).isLessThan(deviations.bound());
    }

    private static void largeLinesAreWithinATenth(Table table, String metric) {
        long total = LINES.stream().mapToLong(line -> line.of(metric)).sum();
        List<KnownLine> large =
                LINES.stream().filter(line -> line.of(metric) > LARGE * total).toList();
        assertThat(large).hasSizeGreaterThan(1).allSatisfy(line -> {
            Table.Row row = row(table, line);
            long truth = line.of(metric);
            assertThat(row.value(metric)).as(metric).isCloseTo(truth, within(0.1 * truth));
            assertThat(row.error(metric)).as("error of " + metric).isLessThan(0.1 * truth);
        });
    }

    private static void garbageIsNotLive(Table table) {
        double live = table.total().value("live_bytes");
        assertThat(LINES)
                .filteredOn(line -> !line.kept())
                .allSatisfy(
                        line -> assertThat(row(table, line).value("live_bytes")).isLessThan(0.01 * live));
    }

    private static Table.Row row(Table table, KnownLine line) {
        String place = SourceLine.marked(SOURCE, "site: " + line.marker()).inParentheses();
        return table.top().stream()
                .filter(row -> row.key().endsWith(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No group for " + line + " at " + place));
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.oomtrace.snapshot.DiffReport;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.Snapshots;
import io.oomtrace.snapshot.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same difference in every format. */
class DiffFormatsTest {
    private static final double MIB = 1024 * 1024;

    private static final Snapshot BEFORE = Snapshots.allocations()
            .site(Reports.PUT, "byte[]", "main", estimate(32 * MIB, 1 * MIB))
            .site(Reports.LONG, "double[]", "main", estimate(1.5 * MIB, 1 * MIB))
            .site(Reports.SMALL, "char[]", "main", Values.exact(2048, 2, 0, 0))
            .build();
    private static final Snapshot AFTER = Snapshots.allocations()
            .site(Reports.PUT, "byte[]", "main", estimate(112 * MIB, 1 * MIB))
            .site(Reports.LONG, "double[]", "main", estimate(1.6 * MIB, 1 * MIB))
            .site(Reports.SMALL, "char[]", "main", Values.exact(1024, 1, 0, 0))
            .build();

    private static Values estimate(double bytes, double deviation) {
        return Values.of(new double[] {bytes, bytes / 1024, 0, 0}, new double[] {deviation * deviation, 0, 0, 0});
    }

    @Test
    void text() {
        assertThat(Format.TEXT.write(Query.DEFAULT.between(BEFORE, AFTER))).isEqualTo("""
                        change of live_bytes by line, all 2 lines that changed, 2026-11-01T12:00:00Z to 2026-11-01T12:00:00Z

                           #       live_bytes    before      after  live_count  line
                           1  +80.0 ± 2.8 MiB  32.0 MiB  112.0 MiB     +81,920  com.acme.Cache.put(Cache.java:42)
                           2         -1.0 KiB   2.0 KiB    1.0 KiB          -1  com.acme.Main.main(Main.java:9)
                               +0.1 ± 3.7 MiB   1.5 MiB    1.6 MiB        +102  other: 1 line
                              +80.1 ± 3.9 MiB  33.5 MiB  113.6 MiB     +82,021  total

                        not ranked, for what they have changed by may be chance: 1 line
                        """);
    }

    @Test
    void textByTraceback() {
        assertThat(Format.TEXT.write(
                        Query.DEFAULT.withBy(GroupBy.TRACEBACK).withLimit(1).between(BEFORE, AFTER)))
                .contains("""
                           1  +80.0 ± 2.8 MiB  32.0 MiB  112.0 MiB     +81,920  more
                              java.util.Arrays.copyOf(Arrays.java:3537)
                              com.acme.Cache.put(Cache.java:42)
                              com.acme.Main.main(Main.java:7)
                        """)
                .contains("other: 2 tracebacks");
    }

    @Test
    void textOfNoChangeSaysSo() {
        assertThat(Format.TEXT.write(Query.DEFAULT.between(BEFORE, BEFORE)))
                .contains("all 0 lines that changed", "Nothing has changed by more than chance.", "total")
                .doesNotContain("not ranked");
    }

    @Test
    void json() {
        JsonNode json = JsonMapper.shared().readTree(Format.JSON.write(Query.DEFAULT.between(BEFORE, AFTER)));
        assertThat(json.at("/from").asString()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(json.at("/sort").asString()).isEqualTo("live_bytes");
        assertThat(json.at("/other/groups").asInt(-1)).isZero();
        assertThat(json.at("/other/uncertain").asInt()).isEqualTo(1);
        JsonNode first = json.at("/top/0");
        assertThat(first.at("/key").asString()).isEqualTo("com.acme.Cache.put(Cache.java:42)");
        assertThat(first.at("/live_bytes").asLong()).isEqualTo(80 << 20);
        assertThat(first.at("/live_bytes_before").asLong()).isEqualTo(32 << 20);
        assertThat(first.at("/live_bytes_after").asLong()).isEqualTo(112 << 20);
        assertThat(first.at("/live_bytes_error").asDouble()).isBetween(2.77 * MIB, 2.9 * MIB);
        assertThat(first.at("/traceback/2").asString()).isEqualTo("com.acme.Main.main(Main.java:7)");
        assertThat(json.at("/top/1/live_bytes").asLong()).isEqualTo(-1024);
        assertThat(sum(json, "live_bytes"))
                .isEqualTo(json.at("/total/live_bytes").asLong());
    }

    private static long sum(JsonNode json, String metric) {
        return json.at("/other/" + metric).asLong()
                + json.at("/top")
                        .valueStream()
                        .mapToLong(group -> group.at("/" + metric).asLong())
                        .sum();
    }

    @Test
    void csv() {
        assertThat(Format.CSV
                        .write(Query.DEFAULT.withLimit(1).between(BEFORE, AFTER))
                        .lines())
                .satisfiesExactly(
                        header -> assertThat(header)
                                .startsWith(
                                        "rank,line,live_bytes,live_bytes_error,live_bytes_before,live_bytes_after,"),
                        first -> assertThat(first).startsWith("1,com.acme.Cache.put(Cache.java:42),83886080,"),
                        others -> assertThat(others).startsWith(",(other),103834,"));
    }

    @Test
    void collapsedStacksHaveBothValues() {
        DiffReport diff = Query.DEFAULT.withBy(GroupBy.TRACEBACK).between(BEFORE, AFTER);
        assertThat(Format.COLLAPSED.write(diff)).isEqualTo("""
                com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537 33554432 117440512
                com.acme.Main.main:9 2048 1024
                """);
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Format.COLLAPSED.write(Query.DEFAULT.between(BEFORE, AFTER)));
    }

    @ParameterizedTest
    @EnumSource
    void noLineIsLongerThanTheTerminal(GroupBy by) {
        assertThat(Format.TEXT
                        .write(Query.DEFAULT.withBy(by).between(BEFORE, AFTER))
                        .lines())
                .allMatch(line -> line.length() <= 100);
    }
}

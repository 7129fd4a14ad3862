package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.History;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.SiteHistory;
import io.oomtrace.snapshot.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GrowthDocumentTest {
    private static final double MIB = 1024 * 1024;
    private static final double[] SECONDS = {-40, -30, -20, -10, 0};

    private static final History HISTORY = new History(
            Snapshots.TAKEN_AT,
            SECONDS,
            List.of(),
            true,
            List.of(
                    site(Reports.PUT, 100 * MIB, 110 * MIB, 120 * MIB, 130 * MIB, 140 * MIB),
                    site(Reports.SMALL, 1024, 2048, 3072, 4096, 5120),
                    site(Reports.LONG, MIB, 9 * MIB, 2 * MIB, 8 * MIB, 4 * MIB)));

    private static SiteHistory site(CallStack stack, double... bytes) {
        return new SiteHistory(stack, "byte[]", "main", bytes, 0);
    }

    private static String written(Format format, Query query) {
        return format.write(query.growth(HISTORY, Double.POSITIVE_INFINITY));
    }

    @Test
    void text() {
        assertThat(written(Format.TEXT, Query.DEFAULT)).isEqualTo("""
                growth of live_bytes by line, all 3 lines that grow or seem to, 5 looks in 40 s, to
                  2026-11-01T12:00:00Z

                   #         per second     before      after  line
                   1           +1.0 MiB  100.0 MiB  140.0 MiB  com.acme.Cache.put(Cache.java:42)
                   2             +102 B    1.0 KiB    5.0 KiB  com.acme.Main.main(Main.java:9)
                   ?  +51.2 ± 254.7 KiB    1.0 MiB    4.0 MiB  c.a.s.r.CollaborativeFilterModel.<init>:117
                         +1.1 ± 0.2 MiB  101.0 MiB  144.0 MiB  total

                ? may be chance, so far: 1 line
                """);
    }

    @Test
    void textBeforeTheFirstCollection() {
        History none = new History(Snapshots.TAKEN_AT, new double[0], List.of(), true, List.of());
        assertThat(Format.TEXT.write(Query.DEFAULT.growth(none, Double.POSITIVE_INFINITY)))
                .contains("no garbage has been collected since recording began");
    }

    @Test
    void json() {
        JsonNode json = JsonMapper.shared().readTree(written(Format.JSON, Query.DEFAULT.withLimit(1)));
        assertThat(json.at("/looks").asInt()).isEqualTo(5);
        assertThat(json.at("/from").asString()).isEqualTo("2026-11-01T11:59:20Z");
        assertThat(json.at("/top/0/live_bytes_per_second").asLong()).isEqualTo(1 << 20);
        assertThat(json.at("/top/0/live_bytes_after").asLong()).isEqualTo(140 << 20);
        assertThat(json.at("/top/0/traceback/1").asString()).isEqualTo("com.acme.Cache.put(Cache.java:42)");
        assertThat(json.at("/top/0/certain").asBoolean()).isTrue();
        assertThat(json.at("/other/groups").asInt()).isEqualTo(2);
        assertThat(json.at("/other/uncertain").asInt()).isEqualTo(1);
    }

    @Test
    void csv() {
        assertThat(written(Format.CSV, Query.DEFAULT.withBy(GroupBy.CLASS)).lines())
                .startsWith(
                        "rank,class,live_bytes_per_second,live_bytes_per_second_error,live_bytes_before,live_bytes_after,certain")
                .anyMatch(line -> line.startsWith("1,com.acme.Cache,1048576,0,104857600,146800640,true"));
    }

    @Test
    void collapsedStacks() {
        assertThat(written(Format.COLLAPSED, Query.DEFAULT.withBy(GroupBy.TRACEBACK)))
                .startsWith("com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537 1048576\n");
        assertThatExceptionOfType(QueryException.class).isThrownBy(() -> written(Format.COLLAPSED, Query.DEFAULT));
    }
}

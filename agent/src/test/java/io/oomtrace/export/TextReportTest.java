package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextReportTest {
    @Test
    void allocationsByLine() {
        assertThat(Format.TEXT.write(Reports.allocations(Query.DEFAULT.withLimit(2))))
                .isEqualTo("""
                        live_bytes by line, top 2 of 4 lines, 2026-11-01T12:00:00Z

                           #       live_bytes  live_count  alloc_bytes  line
                           1  111.9 ± 2.1 MiB       1,204    300.0 MiB  com.acme.Cache.put(Cache.java:42)
                           2    1.5 ± 0.2 MiB           3      1.5 MiB  c.a.s.r.CollaborativeFilterModel.<init>:117
                                        612 B          17        612 B  other: 2 lines
                              113.4 ± 2.1 MiB       1,224    301.5 MiB  total

                        not shown for want of room: alloc_count (format=json has all)
                        coverage: alloc_bytes 90.0 %, 900 B of 1000 B (ThreadMXBean)
                        coverage: live_bytes 10 B, of an unknown whole (heap used after the last collection)
                        """);
    }

    @Test
    void allocationsByTraceback() {
        assertThat(Format.TEXT.write(
                        Reports.allocations(Query.DEFAULT.withLimit(2).withBy(GroupBy.TRACEBACK))))
                .isEqualTo("""
                        live_bytes by traceback, top 2 of 4 tracebacks, 2026-11-01T12:00:00Z

                           #       live_bytes  live_count  alloc_bytes  alloc_count  type
                           1  111.9 ± 2.1 MiB       1,204    300.0 MiB        4,008  byte[] 99.9 % and others
                              java.util.Arrays.copyOf(Arrays.java:3537)
                              com.acme.Cache.put(Cache.java:42)
                              com.acme.Main.main(Main.java:7)
                           2    1.5 ± 0.2 MiB           3      1.5 MiB            3  double[] 100.0 %
                              com.acme.storefront.recommendation.CollaborativeFilterModel.<init>:117
                              com.acme.Main.main(Main.java:8)
                                        612 B          17        612 B           17  other: 2 tracebacks
                              113.4 ± 2.1 MiB       1,224    301.5 MiB        4,028  total

                        coverage: alloc_bytes 90.0 %, 900 B of 1000 B (ThreadMXBean)
                        coverage: live_bytes 10 B, of an unknown whole (heap used after the last collection)
                        """);
    }

    @Test
    void threadsShowOnlyColumnsThatAreNotZero() {
        assertThat(Format.TEXT.write(Reports.threads(Query.DEFAULT))).isEqualTo("""
                        live by line, all 2 lines, 2026-11-01T12:00:00Z

                           #    live  started  per_second_10s  line
                           1  20,000   20,010       2,000.0/s  com.acme.Cache.put(Cache.java:42)
                           2       1        3         0.017/s  com.acme.Main.main(Main.java:9)
                              20,001   20,013       2,000.0/s  total

                        coverage: alloc_bytes 90.0 %, 900 B of 1000 B (ThreadMXBean)
                        coverage: live_bytes 10 B, of an unknown whole (heap used after the last collection)
                        """);
    }

    @Test
    void emptySnapshotSaysSo() {
        assertThat(Format.TEXT.write(Query.DEFAULT.on(Snapshots.allocations().build())))
                .isEqualTo("""
                        live_bytes by line, all 0 lines, 2026-11-01T12:00:00Z

                        Nothing to show: nothing was recorded, or nothing passes include and exclude.
                        coverage: alloc_bytes 90.0 %, 900 B of 1000 B (ThreadMXBean)
                        coverage: live_bytes 10 B, of an unknown whole (heap used after the last collection)
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void noLineIsWiderThanTheTerminal(GroupBy by) {
        assertThat(Format.TEXT
                        .write(Reports.allocations(Query.DEFAULT.withBy(by)))
                        .lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.QueryException;
import io.oomtrace.snapshot.Snapshots;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollapsedReportTest {
    private static final Query BY_TRACEBACK = Query.DEFAULT.withBy(GroupBy.TRACEBACK);

    @Test
    void stacksAreRootFirstWithTheSortedMetric() {
        assertThat(Format.COLLAPSED.write(Reports.threads(BY_TRACEBACK.withSort("started"))))
                .isEqualTo("""
                        com.acme.Main.main:7;com.acme.Cache.put:42;java.util.Arrays.copyOf:3537 20010
                        com.acme.Main.main:9 3
                        """);
    }

    @Test
    void stackWithoutItsRootSaysSoAndNothingIsWrittenForZero() {
        CallStack cut = CallStack.of(List.of(Snapshots.frame("a.B.c(B.java:1)")), true);
        assertThat(Format.COLLAPSED.write(BY_TRACEBACK.on(Snapshots.threads()
                        .site(cut, "java.lang.Thread", "main", 2, 2, 0, 0)
                        .site(Reports.SMALL, "java.lang.Thread", "main", 0, 1, 0, 0)
                        .build())))
                .isEqualTo("[truncated];a.B.c:1 2\n");
    }

    @Test
    void otherGroupingsAreRefused() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Format.COLLAPSED.write(Reports.threads(Query.DEFAULT)))
                .satisfies(e -> assertThat(e.hint()).contains("by=traceback"));
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.GroupBy;
import io.oomtrace.snapshot.Query;
import io.oomtrace.snapshot.Snapshots;
import org.junit.jupiter.api.Test;

class CsvReportTest {
    @Test
    void estimatesHaveTheirErrorsAndTheRestIsOneRecord() {
        assertThat(Format.CSV.write(Reports.allocations(Query.DEFAULT.withLimit(1))))
                .isEqualTo("""
                rank,line,live_bytes,live_bytes_error,live_count,live_count_error,alloc_bytes,alloc_bytes_error,alloc_count,alloc_count_error\r
                1,com.acme.Cache.put(Cache.java:42),117336678,2199227,1204,20,314574848,2199061,4008,20\r
                ,(other),1573476,206392,20,24,1573476,206392,20,24\r
                """);
    }

    @Test
    void exactMetricsHaveNoErrorColumnAndRatesADecimalPoint() {
        assertThat(Format.CSV.write(Reports.threads(Query.DEFAULT))).isEqualTo("""
                rank,line,live,started,per_second_10s,executors_live\r
                1,com.acme.Cache.put(Cache.java:42),20000,20010,1999.997,0\r
                2,com.acme.Main.main(Main.java:9),1,3,0.017,0\r
                """);
    }

    @Test
    void fieldsWithCommasAndQuotesAreQuoted() {
        String csv = Format.CSV.write(Query.DEFAULT
                .withBy(GroupBy.THREAD)
                .on(Snapshots.threads()
                        .site(Reports.SMALL, "java.lang.Thread", "worker \"a\", second", 1, 1, 0, 0)
                        .build()));
        assertThat(csv).endsWith("\r\n1,\"worker \"\"a\"\", second\",1,1,0,0\r\n");
    }
}

package io.oomtrace.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Metric.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0             | 0       | BYTES      | 0 B
                    1023          | 0       | BYTES      | 1023 B
                    1024          | 0       | BYTES      | 1.0 KiB
                    1048575       | 0       | BYTES      | 1.0 MiB
                    117335654     | 2202010 | BYTES      | 111.9 ± 2.1 MiB
                    1288490189    | 0       | BYTES      | 1.2 GiB
                    12345         | 33      | COUNT      | 12,345 ± 33
                    0.017         | 0       | PER_SECOND | 0.017/s
                    1999.997      | 0       | PER_SECOND | 2,000.0/s
                    0             | 0       | NANOSECONDS | 0 ns
                    999           | 0       | NANOSECONDS | 999 ns
                    1500          | 0       | NANOSECONDS | 1.50 µs
                    30000000      | 43480000 | NANOSECONDS | 30.00 ± 43.48 ms
                    6810000000    | 510000000 | NANOSECONDS | 6.81 ± 0.51 s
                    999999999     | 0       | NANOSECONDS | 1.00 s
                    7200000000000 | 0       | NANOSECONDS | 7,200.00 s
                    NaN           | 0       | BYTES      | unknown
                    """)
    void readsAsPeopleWriteIt(double value, double error, Unit unit, String text) {
        assertThat(new Quantity(value, error, unit)).hasToString(text);
    }
}

package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "17,17",
        "1k,1024",
        "3M,3145728",
        "2g,2147483648",
        "'',-1",
        "k,-1",
        "1.5k,-1",
        "1kb,-1",
        "' 1',-1",
        "999999999999,999999999999",
        "999999999999g,-1",
        "1000000000000,-1"
    })
    void readsSizesInBytes(String value, long bytes) {
        assertThat(Numerals.bytes(value)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "042,42", "1000,-1", "-1,-1", "'',-1", "1a,-1"})
    void readsWholeNumbers(String value, long number) {
        assertThat(Numerals.whole(value, 3)).isEqualTo(number);
    }
}

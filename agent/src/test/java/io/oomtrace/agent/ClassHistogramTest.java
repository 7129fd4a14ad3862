package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Histogram;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
    @Test
    void readsWhatTheJvmPrints() {
        assertThat(ClassHistogram.parse("""
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         10338         672248  [B (java.base@17.0.15)
                   2:             3            100  [Lcom.acme.Entry;
                   3:             2            300  com.acme.Main$$Lambda/0x0000000800c03000
                   4:             1             50  [Lcom.acme.Entry;
                Total         10344         672698
                """))
                .containsExactly(
                        new Histogram.Count("byte[]", 10338, 672_248),
                        new Histogram.Count("com.acme.Main$$Lambda/0x0000000800c03000", 2, 300),
                        new Histogram.Count("com.acme.Entry[]", 4, 150));
    }

    @Test
    void nothingIsReadFromAnythingElse() {
        assertThat(ClassHistogram.parse("")).isEmpty();
        assertThat(ClassHistogram.parse("Dynamic agent loading is not enabled\n"))
                .isEmpty();
    }
}

package io.oomtrace.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private static final String HISTOGRAM = """
            1234:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:          4000         204800  [B (java.base@17.0.15)
               2:          1000          24576  java.lang.String (java.base@17.0.15)
            Total          5000         %d
            """;

    private static final String NATIVE_MEMORY = """
            Total: reserved=2000KB, committed=1000KB
            -                 Java Heap (reserved=1000KB, committed=500KB)
                                        (mmap: reserved=1000KB, committed=500KB)
            -                     Class (reserved=300KB, committed=%dKB)
                                        (classes #561)
            -                 Metaspace (reserved=300KB, committed=20KB)
            -                    Thread (reserved=30KB, committed=3KB)
            -                        GC (reserved=30KB, committed=30KB)
            -        Shared class space (reserved=30KB, committed=5KB)
            -                    Symbol (reserved=30KB, committed=7KB)
            """;

    private static Holding holding(long heapBytes, long classKib) {
        return Holding.parse(HISTOGRAM.formatted(heapBytes), NATIVE_MEMORY.formatted(classKib));
    }

    @Test
    void isTheHistogramAndWhatIsCommittedBesideTheHeap() {
        assertThat(holding(229_376, 100).kib())
                .isEqualTo(Map.of("heap", 224.0, "classes", 125.0, "threads", 3.0, "other", 7.0));
    }

    @Test
    void aDifferenceIsByKind() {
        Holding difference = holding(1024 * 300, 140).minus(holding(1024 * 200, 100));
        assertThat(difference.kib()).containsEntry("heap", 100.0).containsEntry("classes", 40.0);
        assertThat(difference.sum()).isEqualTo(140);
    }

    @Test
    void withoutAHistogramThereIsNone() {
        assertThatThrownBy(() -> Holding.parse("1234: No such process", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No such process");
    }
}

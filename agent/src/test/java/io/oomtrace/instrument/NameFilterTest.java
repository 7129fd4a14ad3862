package io.oomtrace.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameFilterTest {
    private final NameFilter filter = new NameFilter();

    @Test
    void containsWhatWasAdded() {
        IntStream.range(0, 10_000).mapToObj(NameFilterTest::name).forEach(filter::add);

        assertThat(IntStream.range(0, 10_000).mapToObj(NameFilterTest::name)).allMatch(filter::mayContain);
    }

    @Test
    void containsLittleElse() {
        IntStream.range(0, 10_000).mapToObj(NameFilterTest::name).forEach(filter::add);

        assertThat(IntStream.range(10_000, 20_000).mapToObj(NameFilterTest::name))
                .filteredOn(filter::mayContain)
                .hasSizeLessThan(3_000);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(filter.mayContain("com/acme/Cache")).isFalse();
    }

    private static String name(int i) {
        return "com/acme/package" + i % 37 + "/Class" + i;
    }
}

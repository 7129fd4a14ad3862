package io.oomtrace.export.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Frame;
import org.junit.jupiter.api.Test;

class LineLabelTest {
    @Test
    void isWhatTablesShow() {
        Frame frame = new Frame("com.acme.Cache", "put", "Cache.java", 42, "cache-1.2.jar");

        assertThat(LineLabel.of(LineLabel.line(frame))).isEqualTo("com.acme.Cache.put(Cache.java:42)");
    }

    @Test
    void framesThatAreWrittenAlikeAreOneLine() {
        assertThat(LineLabel.line(new Frame("A", "a", "A.java", 1, "one.jar")))
                .isEqualTo(LineLabel.line(new Frame("A", "a", "A.java", 1, "other.jar")))
                .isNotEqualTo(LineLabel.line(new Frame("A", "a", "A.java", 2, "one.jar")));
        assertThat(LineLabel.line(new Frame("A", "a", "", 1)))
                .isEqualTo(LineLabel.line(new Frame("A", "a", "", 2)))
                .hasToString("A.a(Unknown Source)");
        assertThat(LineLabel.line(new Frame("A", "a", "A.java", Frame.NATIVE_LINE)))
                .isEqualTo(LineLabel.line(new Frame("A", "a", "", Frame.NATIVE_LINE)))
                .hasToString("A.a(Native Method)");
        assertThat(LineLabel.of(LineLabel.line(Frame.NONE))).isEqualTo("(no Java frame)");
    }

    @Test
    void longNamesAreShortenedAndStayTwo() {
        String one = LineLabel.of(new Frame("com.acme." + "Long".repeat(100), "put", "Cache.java", 42));
        String other = LineLabel.of(new Frame("com.acme." + "Long".repeat(101), "put", "Cache.java", 42));

        assertThat(one)
                .hasSize(LineLabel.MOST_LETTERS)
                .startsWith("com.acme.Long")
                .endsWith(".put(Cache.java:42)");
        assertThat(other).hasSize(LineLabel.MOST_LETTERS).isNotEqualTo(one);
    }

    @Test
    void whatCannotBeSentIsReplaced() {
        assertThat(LineLabel.of(new Frame("A\ud800B\nC\u0000", "a", "A.java", 1)))
                .isEqualTo("A?B?C?.a(A.java:1)");
        assertThat(LineLabel.of(new Frame("Größe😀", "a", "A.java", 1))).isEqualTo("Größe😀.a(A.java:1)");
    }

    @Test
    void halfAPairIsNotLeftWhereANameIsCut() {
        for (int shift = 0; shift < 2; shift++) {
            String name = LineLabel.of(new Frame("x".repeat(shift) + "😀".repeat(200), "a", "A.java", 1));
            assertThat(name.codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
            assertThat(name).hasSizeLessThanOrEqualTo(LineLabel.MOST_LETTERS);
        }
    }
}

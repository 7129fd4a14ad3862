package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {
    @Test
    void nothingGivenIsTheDefault() {
        assertThat(QueryParameters.parse(Map.of())).isEqualTo(Query.DEFAULT);
    }

    @Test
    void everythingGivenIsTaken() {
        Query query = QueryParameters.parse(Map.ofEntries(
                Map.entry("by", List.of("package")),
                Map.entry("sort", List.of("alloc_bytes")),
                Map.entry("limit", List.of("3")),
                Map.entry("cumulative", List.of("true")),
                Map.entry("frame", List.of("leaf")),
                Map.entry("include", List.of("com.**", "org.**")),
                Map.entry("exclude", List.of("*Test.java:12")),
                Map.entry("all_frames", List.of("true")),
                Map.entry("type", List.of("byte[]")),
                Map.entry("exclude_type", List.of("char[]")),
                Map.entry("thread", List.of("http-*")),
                Map.entry("exclude_thread", List.of("main")),
                Map.entry("min_age", List.of("2"))));
        assertThat(query)
                .isEqualTo(new Query(
                        GroupBy.PACKAGE,
                        "alloc_bytes",
                        3,
                        true,
                        false,
                        new Filter(
                                new Selection<>(
                                        List.of(
                                                new FramePattern(new Glob("com.**"), FramePattern.ANY_LINE),
                                                new FramePattern(new Glob("org.**"), FramePattern.ANY_LINE)),
                                        List.of(new FramePattern(new Glob("*Test.java"), 12))),
                                true,
                                new Selection<>(List.of(new Glob("byte[]")), List.of(new Glob("char[]"))),
                                new Selection<>(List.of(new Glob("http-*")), List.of(new Glob("main"))),
                                2),
                        FrameChoice.LEAF,
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({"lineno,LINE", "filename,FILE", "line,LINE", "class,CLASS"})
    void tracemallocsNamesAreAliases(String name, GroupBy by) {
        assertThat(QueryParameters.parse(Map.of("by", List.of(name))).by()).isEqualTo(by);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    by    | linee   | Cannot group by=linee.       | Did you mean line?
                    by    | Line    | Cannot group by=Line.        | Did you mean line?
                    frame | blaem   | There is no frame=blaem.     | Did you mean blame?
                    limit | 0       | limit=0 lists nothing.       | at least 1
                    limit | many    | limit=many is not a number.  | whole number
                    limt  | 5       | There is no parameter limt.  | Did you mean limit?
                    min_age | old   | min_age=old is not a number. | whole number of collections
                    min_age | -1    | min_age=-1 is negative.      | collections survived
                    cumulative | yes | cumulative=yes is neither true nor false. | cumulative=true
                    all_frames | 1  | all_frames=1 is neither true nor false. | leave it out
                    typ   | byte[]  | There is no parameter typ.   | Did you mean type?
                    include | ''    | A pattern of 0 characters cannot be used. | com.acme.**
                    by    | ''      | by has no value.             | by=VALUE
                    """)
    void misspeltIsAnErrorWithAHint(String name, String value, String error, String hint) {
        QueryException e =
                catchThrowableOfType(QueryException.class, () -> QueryParameters.parse(Map.of(name, List.of(value))));
        assertThat(e).hasMessage(error);
        assertThat(e.hint()).contains(hint);
    }

    @Test
    void twoOrdersAreAnError() {
        assertThat(catchThrowableOfType(
                        QueryException.class,
                        () -> QueryParameters.parse(Map.of("sort", List.of("live_bytes", "live_count")))))
                .hasMessage("sort is given 2 times.");
    }
}

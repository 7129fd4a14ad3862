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
        Query query = QueryParameters.parse(Map.of(
                "by", List.of("package"),
                "sort", List.of("alloc_bytes"),
                "limit", List.of("3"),
                "frame", List.of("leaf"),
                "include", List.of("com.**", "org.**"),
                "exclude", List.of("*Test.java")));
        assertThat(query)
                .isEqualTo(new Query(
                        GroupBy.PACKAGE,
                        "alloc_bytes",
                        3,
                        new Filter(List.of(new Glob("com.**"), new Glob("org.**")), List.of(new Glob("*Test.java"))),
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

package io.oomtrace.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void keepsOrderEncodesAndLeavesOut() {
        assertThat(new Query()
                        .with("by", "line")
                        .with("sort", (Object) null)
                        .with("include", "a b&c.**")
                        .with("limit", 5))
                .hasToString("?by=line&include=a+b%26c.**&limit=5");
        assertThat(new Query().with("by", (Object) null)).hasToString("");
    }

    @Test
    void repeatsWhatHasSeveralValues() {
        assertThat(new Query().with("type", List.of("byte[]", "char[]")).with("thread", (List<String>) null))
                .hasToString("?type=byte%5B%5D&type=char%5B%5D");
    }
}

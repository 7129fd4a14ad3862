package io.oomtrace.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void keepsOrderEncodesAndLeavesOut() {
        assertThat(new Query()
                        .with("by", "line")
                        .with("sort", null)
                        .with("include", "a b&c.**")
                        .with("limit", 5))
                .hasToString("?by=line&include=a+b%26c.**&limit=5");
        assertThat(new Query().with("by", null)).hasToString("");
    }
}

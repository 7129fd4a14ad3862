package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lines of a class that is counted, and the source of any. */
class LinesOverHttpTest extends OverHttpTest {
    @Test
    void linesOfAClass() throws Exception {
        assertThat(get("/lines?class=com.acme.Cache", "*/*").body()).isEqualTo("""
                com.acme.Cache, every allocation counted

                  line      alloc_count  alloc_bytes      average       live_bytes  method
                     7                0          0 B                           0 B  get
                    42                3        120 B         40 B             80 B  put
                                      3        120 B         40 B             80 B  total
                """);
        assertThat(get("/lines?class=com.acme.Cache&format=json", "*/*").body())
                .contains("\"type\": \"byte[]\"", "\"average_bytes\": 40", "\"average_bytes\": null");
        for (String wrong : new String[] {"/lines", "/lines?class=", "/lines?class=a&class=b", "/lines?clas=a"}) {
            assertThat(get(wrong, "*/*").statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(get("/lines?class=com.acme.Cache&format=csv", "*/*").body()).contains("format=json or format=text");
        assertThat(get("/lines?class=com.acme.Other", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void linesWithTheirSource() throws Exception {
        target.source = IntStream.rangeClosed(1, 42)
                .mapToObj(line -> line == 30 ? "" : "code(" + line + ");")
                .toList();
        assertThat(get("/lines?class=com.acme.Cache&format=json", "*/*").body())
                .contains("\"source\": \"code(42);\"", "\"live_bytes\": 80");
        assertThat(get("/lines?class=com.acme.Cache", "*/*").body().lines())
                .as("what is far from what allocates is left out")
                .hasSize(6)
                .anyMatch(line -> line.endsWith(" 80 B  code(42);"));
        target.near = 25;
        assertThat(get("/lines?class=com.acme.Cache", "*/*").body().lines())
                .as("but not what is near, unless it is blank")
                .hasSize(6 + 42 - 25 - 2)
                .anyMatch(line -> line.matches(" +31 +code\\(31\\);"));
    }

    @Test
    void tablesHaveTheSourceOfLines() throws Exception {
        target.source = List.of("known");
        assertThat(get("/snapshot", "*/*").body()).contains("com.acme.Cache.put(Cache.java:42)\n        code of 42\n");
        assertThat(get("/snapshot?by=traceback&limit=1", "*/*").body())
                .contains("com.acme.log.Log.copy(Log.java:3)\n        code of 3\n")
                .contains("com.acme.Cache.put(Cache.java:42)\n        code of 42\n");
        assertThat(get("/snapshot?format=json", "*/*").body()).contains("\"source\": \"code of 42\"");
        assertThat(get("/snapshot?by=file", "*/*").body()).doesNotContain("code of");
        assertThat(get("/snapshot?by=traceback&format=tracemalloc&limit=1", "*/*")
                        .body())
                .contains("  File \"com/acme/Cache.java\", line 42\n    code of 42\n");
    }
}

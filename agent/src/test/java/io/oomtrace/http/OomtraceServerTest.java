package io.oomtrace.http;

import static io.oomtrace.http.ServerClient.assertError;
import static io.oomtrace.http.ServerClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Questions, and what is no question. */
class OomtraceServerTest extends OverHttpTest {
    @Test
    void curlGetsATable() throws Exception {
        HttpResponse<String> response = get("/snapshot", "*/*");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(response.body())
                .startsWith("live_bytes by line, all 2 lines")
                .contains("2.0 KiB")
                .contains("com.acme.Cache.put(Cache.java:42)")
                .contains("coverage: alloc_bytes 90.0 %");
    }

    @Test
    void programsGetJson() throws Exception {
        HttpResponse<String> response = get("/snapshot?sort=alloc_bytes&limit=1", "application/json");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode json = json(response);
        assertThat(json.at("/sort").asString()).isEqualTo("alloc_bytes");
        assertThat(json.at("/top/0/key").asString()).isEqualTo("org.json.Parser.next(Parser.java:5)");
        assertThat(json.at("/top/0/alloc_bytes").asLong()).isEqualTo(8192);
        assertThat(json.at("/other/groups").asInt()).isEqualTo(1);
        assertThat(json.at("/total/alloc_bytes").asLong()).isEqualTo(12_288);
    }

    @Test
    void formatWinsOverWhatIsAccepted() throws Exception {
        assertThat(get("/snapshot?format=csv", "application/json").body()).startsWith("rank,line,live_bytes,");
        assertThat(get("/snapshot?format=json", "*/*").body()).startsWith("{");
    }

    @Test
    void collapsedHasEveryStackUnlessLimited() throws Exception {
        assertThat(get("/snapshot?format=collapsed", "*/*").body()).isEqualTo("""
                        com.acme.Cache.put:42;com.acme.log.Log.copy:3 2048
                        org.json.Parser.next:5 1024
                        """);
        assertThat(get("/snapshot?format=collapsed&limit=1", "*/*").body().lines())
                .hasSize(1);
    }

    @Test
    void pagesAndProfilesAreAnsweredWhereTheyAreAskedForOnly() throws Exception {
        HttpResponse<String> page = get("/snapshot?format=flamegraph", "*/*");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("<h1>live_bytes 3.0 KiB, ");
        assertThat(get("/threads?format=flamegraph&sort=started", "*/*").body()).contains("<h1>started 20,010, ");
        assertThat(get("/diff?ago=12&format=flamegraph", "*/*").body()).contains("<h1>change of live_bytes ");
        assertThat(get("/growth?format=flamegraph", "*/*").body()).contains("<h1>growth of live_bytes ");
        HttpResponse<String> profile = get("/snapshot?format=speedscope", "*/*");
        assertThat(profile.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(profile).at("/profiles/0/endValue").asLong()).isEqualTo(3072);
        assertThat(json(get("/growth?format=speedscope", "*/*"))
                        .at("/profiles/0/weights/0")
                        .asLong())
                .isEqualTo(100);
        assertThat(get("/snapshot", "text/html").headers().firstValue("Content-Type"))
                .contains("text/plain; charset=utf-8");
    }

    @Test
    void includeMayBeRepeatedAndFrameChosen() throws Exception {
        assertThat(get("/snapshot?by=class&include=com.acme.*&include=org.none.*&format=csv", "*/*")
                        .body())
                .contains("1,com.acme.Cache,2048")
                .doesNotContain("Parser");
        assertThat(get("/snapshot?frame=leaf&format=csv", "*/*").body()).contains("com.acme.log.Log.copy(Log.java:3)");
    }

    @Test
    void whatGrows() throws Exception {
        assertThat(get("/growth?format=csv", "*/*").body())
                .contains("1,com.acme.Cache.put(Cache.java:42),100,0,1500,4500,true");
        assertThat(get("/growth?by=type", "*/*").body())
                .contains("+100 B", "byte[]")
                .doesNotContain("char[]");
        assertThat(get("/growth?seconds=10", "*/*").body()).contains("Nothing grows.");
    }

    @Test
    void whatHasChangedSinceSomeTimeAgo() throws Exception {
        assertThat(get("/diff?ago=12&format=csv", "*/*").body())
                .startsWith("rank,line,live_bytes,live_bytes_error,live_bytes_before,live_bytes_after\r\n")
                .contains("1,com.acme.Cache.put(Cache.java:42),-3500,");
    }

    @Test
    void classesAndWhatTheyHaveGrownBy() throws Exception {
        assertThat(get("/histogram", "*/*").body()).isEqualTo("""
                classes by bytes, top 2 of 2, with garbage, 2026-11-01T12:00:00Z

                   #    bytes  instances  class, and the line that allocates most of it
                   1  4.0 KiB         10  byte[]
                      com.acme.Cache.put(Cache.java:42)
                   2  2.3 KiB        100  java.lang.String

                """);
        target.more = 1000;
        assertThat(get("/histogram?live=true&limit=1&format=csv", "*/*").body()).isEqualTo("""
                rank,class,bytes,instances,bytes_growth,instances_growth\r
                1,byte[],5096,10,1000,0\r
                """);
        JsonNode json = json(get("/histogram?sort=instances", "application/json"));
        assertThat(json.at("/top/0/class").asString()).isEqualTo("java.lang.String");
        assertThat(json.at("/top/0/sites").size()).isZero();
        assertThat(json.at("/top/1/sites/0/line").asString()).isEqualTo("com.acme.Cache.put(Cache.java:42)");
        assertThat(json.at("/top/1/bytes_growth").asLong(-1)).isZero();
        assertThat(json.at("/growth_since").asString()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(get("/histogram?sort=bytes_growth", "*/*").body()).contains("growth since");
    }

    @Test
    void whatSomeSecondsChange() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = client.http()
                .sendAsync(
                        client.request("/snapshot?seconds=1&format=csv", "*/*").build(),
                        HttpResponse.BodyHandlers.ofString());
        await().until(() -> target.taken.get() == 1);
        target.more = 1000;
        assertThat(asked.get().body())
                .startsWith("rank,line,live_bytes,live_bytes_error,live_bytes_before,")
                .contains("1,com.acme.Cache.put(Cache.java:42),1000,0,2048,3048,");
        assertThat(target.taken).hasValue(2);
    }

    @Test
    void onlySomeMayWaitAtOnce() throws Exception {
        for (int i = 0; i < Pauses.MOST_AT_ONCE; i++) {
            client.http()
                    .sendAsync(
                            client.request("/threads?seconds=600", "*/*").build(),
                            HttpResponse.BodyHandlers.discarding());
        }
        await().until(() -> get("/threads?seconds=1", "*/*").statusCode() == 503);
        assertThat(get("/threads", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void threadsHaveTheSameShape() throws Exception {
        assertThat(get("/threads", "*/*").body())
                .startsWith("live by line")
                .contains("20,000")
                .contains("1,000.0/s");
    }

    @Test
    void rootTellsWhatToAskNext() throws Exception {
        assertThat(get("/", "*/*").body()).contains("curl '" + server.url() + "/snapshot'");
    }

    @Test
    void theLargestObjects() throws Exception {
        assertThat(get("/largest?limit=2", "*/*").body()).contains("2 of 9 of at least 1.0 MiB", "byte[] on main");
        JsonNode json = json(get("/largest?min=64k&limit=1", "application/json"));
        assertThat(json.at("/min_bytes").asInt()).isEqualTo(64 << 10);
        assertThat(json.at("/top").size()).isEqualTo(1);
        assertError(get("/largest?min=big", "*/*"), "min=big is not a size.", "512k");
        assertError(get("/largest?limit=0", "*/*"), "limit=0 is too little.", "1 or more");
        assertError(get("/largest?format=csv", "*/*"), "/largest cannot be written as format=csv.", "format=json");
    }

    @Test
    void unknownPathNamesTheNearest() throws Exception {
        HttpResponse<String> response = get("/snapshto", "*/*");
        assertThat(response.statusCode()).isEqualTo(404);
        assertError(response, "There is nothing at /snapshto.", "Did you mean /snapshot?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /snapshot?sorted=live_bytes       | There is no parameter sorted at /snapshot. | Did you mean sort?
                    /snapshot?fromat=json             | There is no parameter fromat at /snapshot. | Did you mean format?
                    /snapshot?sort=live_byte          | Cannot sort=live_byte.      | Did you mean live_bytes?
                    /threads?sort=live_bytes          | Cannot sort=live_bytes.     | Valid: live, started
                    /snapshot?by=lines                | Cannot group by=lines.      | Did you mean line?
                    /snapshot?by=line&by=file         | by is given 2 times.        | once
                    /snapshot?limit=0                 | limit=0 lists nothing.      | at least 1
                    /snapshot?format=yaml             | There is no format=yaml.    | Valid: json, text
                    /snapshot?format=collapsed&by=line | Collapsed stacks cannot be grouped by=line. | by=traceback
                    /snapshot?format=flamegraph&by=type | Flame graphs cannot be grouped by=type. | by=traceback
                    /snapshot?format=flame            | There is no format=flame.   | flamegraph
                    /status?format=flamegraph         | /status cannot be written as format=flamegraph. | format=json
                    /histogram?format=flamegraph      | cannot be written as format=flamegraph: it has no stacks. | csv
                    /status?format=csv                | /status cannot be written as format=csv. | format=json
                    /snapshot?seconds=0               | seconds=0 cannot be waited for. | from 1 to 600
                    /snapshot?seconds=601             | seconds=601 cannot be waited for. | /diff
                    /snapshot?seconds=ten             | seconds=ten cannot be waited for. | whole number
                    /snapshot?seconds=9&sort=age      | Cannot sort=age.            | Valid: live_bytes
                    /growth?sort=live_bytes           | no other order              | Leave sort= out.
                    /growth?min_age=2                 | What grows is of all ages.  | Leave ages out
                    /growth?seconds=0                 | seconds=0 is not a time to look back. | 1 or more
                    /diff?ago=0                       | ago=0 is not a time to look back. | 1 or more
                    /diff?ago=60                      | does not reach back 60 seconds. | It reaches back 30 seconds.
                    /diff?ago=10&from=a               | There is no parameter from at /diff. | ago
                    /diff?ago=10&by=age               | The history is of all ages.  | keep two snapshots
                    /diff/threads?ago=10              | There is no parameter ago at /diff/threads. | from
                    /histogram?sort=byte              | Cannot sort=byte.           | bytes
                    /histogram?live=yes               | live=yes is neither true nor false. | live=true
                    /histogram?limit=x                | limit=x is not a number.    | whole number
                    /histogram?limit=0                | limit=0 lists nothing.      | at least 1
                    /histogram?format=collapsed       | cannot be written as format=collapsed: it has no stacks. | csv
                    /threads?format=tracemalloc       | There is no live_bytes      | format=text
                    /diff?ago=10&format=tracemalloc   | There is no live_count      | format=text
                    /growth?format=tracemalloc        | tracemalloc does not tell what grows. | csv
                    /?x=1                             | There is no parameter x at /. | It takes none.
                    """)
    void misspeltQueryIsAnError(String path, String error, String hint) throws Exception {
        HttpResponse<String> response = get(path, "*/*");
        assertThat(response.statusCode()).isEqualTo(400);
        assertError(response, error, hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/snapshot", "/nowhere"})
    void headHasTheHeadersOfGetAndNoBody(String path) throws Exception {
        HttpResponse<String> get = get(path, "*/*");
        HttpResponse<String> head =
                client.send(client.request(path, "*/*").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.headers().firstValue("Content-Type"))
                .isEqualTo(get.headers().firstValue("Content-Type"));
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(get.body().getBytes(StandardCharsets.UTF_8).length);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void failuresAreAnsweredAndTheServerGoesOn() throws Exception {
        target.failure = new IllegalStateException("broken");
        assertThat(get("/snapshot", "*/*").statusCode()).isEqualTo(500);
        target.failure = new OutOfMemoryError("Java heap space");
        HttpResponse<String> full = get("/snapshot", "*/*");
        assertThat(full.statusCode()).isEqualTo(503);
        assertError(full, "The heap is full", "smaller limit");
        target.failure = null;
        assertThat(get("/snapshot", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfOthersMayNotAsk() throws Exception {
        HttpResponse<String> response = client.send(client.request("/reset", "*/*")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(target.resets).hasValue(0);
    }
}

package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.export.SnapshotFile;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class KeptSnapshotsOverHttpTest extends OverHttpTest {
    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(method, path);
    }

    private JsonNode json(String method, String path) throws Exception {
        return client.json(method, path);
    }

    @Test
    void keptListedAskedAndDeleted() throws Exception {
        assertThat(send("POST", "/snapshots?name=before").statusCode()).isEqualTo(201);
        target.more = 1 << 20;
        assertThat(json("POST", "/snapshots").at("/name").asString()).isEqualTo("1");
        JsonNode list = json("GET", "/snapshots");
        assertThat(list.at("/snapshots/0/name").asString()).isEqualTo("before");
        assertThat(list.at("/snapshots/0/taken_at").asString()).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(list.at("/snapshots/1/name").asString()).isEqualTo("1");
        assertThat(list.at("/bytes").asLong()).isPositive();
        assertThat(send("GET", "/snapshots?format=text").body()).contains("name: before");

        assertThat(send("GET", "/snapshots/before?format=csv").body())
                .contains("1,com.acme.Cache.put(Cache.java:42),2048,");
        assertThat(send("GET", "/snapshots/1?format=csv").body())
                .contains("1,com.acme.Cache.put(Cache.java:42),1050624,");
        assertThat(send("GET", "/snapshots/1/threads?format=csv").body()).contains(",20000,20010,");

        assertThat(send("DELETE", "/snapshots/before").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/snapshots/before").statusCode()).isEqualTo(404);
        assertThat(json("GET", "/snapshots").at("/snapshots").size()).isEqualTo(1);
    }

    @Test
    void whatHasChangedSince() throws Exception {
        send("POST", "/snapshots?name=before");
        target.more = 1 << 20;
        send("POST", "/snapshots?name=after");
        target.more = 0;
        assertThat(json("GET", "/diff?from=before&to=after&format=json")
                        .at("/top/0/live_bytes")
                        .asLong())
                .isEqualTo(1 << 20);
        assertThat(json("GET", "/diff?from=after&format=json")
                        .at("/top/0/live_bytes")
                        .asLong())
                .isEqualTo(-(1 << 20));
        assertThat(send("GET", "/diff?from=before").body()).contains("Nothing has changed");
        assertThat(send("GET", "/diff/threads?from=before&to=after").body()).startsWith("change of live by line");
        assertThat(send("GET", "/diff?from=before&to=after&format=collapsed").body())
                .isEqualTo("com.acme.Cache.put:42;com.acme.log.Log.copy:3 2048 1050624\n");
    }

    @ParameterizedTest
    @CsvSource({"/snapshot/file, oomtrace-4711-now.oomtrace", "/snapshots/a/file, oomtrace-4711-a.oomtrace"})
    void aFileHasAllOfIt(String path, String name) throws Exception {
        send("POST", "/snapshots?name=a");
        HttpResponse<byte[]> file =
                client.http().send(client.request(path, "*/*").build(), BodyHandlers.ofByteArray());
        assertThat(SnapshotFile.read(file.body())).isEqualTo(target.capture(false));
        assertThat(file.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"" + name + '"');
    }

    @Test
    void aHistogramIsKeptWhereItIsAskedFor() throws Exception {
        assertThat(send("POST", "/snapshots?name=plain").body()).contains("\"histogram\": false");
        assertThat(send("POST", "/snapshots?name=counted&histogram=true").body())
                .contains("\"histogram\": true");
        target.more = 1000;
        assertThat(json("GET", "/histogram?format=json").at("/growth_since").isNull())
                .isTrue();
        target.more = 1500;
        assertThat(send("GET", "/histogram?format=csv").body()).contains("byte[],5596,10,500,0");
        assertThat(send("GET", "/histogram?since=counted&format=csv").body()).contains("byte[],5596,10,1500,0");
        HttpResponse<byte[]> file = client.http()
                .send(client.request("/snapshot/file?histogram=true", "*/*").build(), BodyHandlers.ofByteArray());
        assertThat(SnapshotFile.read(file.body())).isEqualTo(target.capture(true));
    }

    @Test
    void theyOutliveTheServer() throws Exception {
        send("POST", "/snapshots?name=before");
        server.close();
        start();
        assertThat(send("GET", "/snapshots/before").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST   | /snapshots?nam=a          | 400 | There is no parameter nam at /snapshots. | Did you mean name?
                    POST   | /snapshots?name=          | 400 | /snapshots needs name=VALUE, once. | ?name=
                    POST   | /snapshots?name=a/b       | 400 | A snapshot cannot have the name a/b. | letters
                    POST   | /snapshots?name=kept      | 409 | There is a snapshot kept already.  | another name
                    POST   | /snapshots?histogram=yes  | 400 | histogram=yes is neither true nor false. | histogram=true
                    GET    | /histogram?since=kept     | 409 | The snapshot kept has no histogram. | POST /snapshots?histogram=true
                    GET    | /histogram?since=kepd     | 404 | There is no snapshot kepd.         | Did you mean kept?
                    POST   | /snapshots?name=a&format=csv | 400 | cannot be written as format=csv | format=json
                    GET    | /snapshots/kept?by=colour | 400 | Cannot group by=colour.            | Valid: line
                    GET    | /snapshots/kepd           | 404 | There is no snapshot kepd.         | Did you mean kept?
                    GET    | /snapshots/               | 404 | There is nothing at /snapshots/.   | /snapshots
                    GET    | /snapshots/kept/file?a=b  | 400 | There is no parameter a            | It takes none.
                    DELETE | /snapshots/other          | 404 | There is no snapshot other.        | kept
                    PUT    | /snapshots/kept           | 405 | PUT /snapshots/kept does nothing.  | Use GET
                    GET    | /diff                     | 400 | /diff needs from=VALUE, once.      | /diff?from=
                    GET    | /diff?from=kept&to=kepd   | 404 | There is no snapshot kepd.         | Did you mean kept?
                    GET    | /diff?from=kept&too=kept  | 400 | There is no parameter too at /diff. | Did you mean to?
                    GET    | /diff?from=kept&format=collapsed&by=line | 400 | cannot be grouped by=line. | traceback
                    """)
    void misuse(String method, String path, int status, String error, String hint) throws Exception {
        send("POST", "/snapshots?name=kept");
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        ServerClient.assertError(response, error, hint);
        assertThat(json("GET", "/snapshots").at("/snapshots").size()).isEqualTo(1);
    }

    @Test
    void whatAPathAllowsIsTold() throws Exception {
        assertThat(send("PUT", "/snapshots").headers().firstValue("Allow")).contains("POST, GET, HEAD");
        assertThat(send("POST", "/snapshots/a").headers().firstValue("Allow")).contains("GET, HEAD, DELETE");
    }
}

package io.oomtrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.export.pprof.ReadProfile;
import io.oomtrace.snapshot.ProfileEvent;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesOverHttpTest extends OverHttpTest {
    private static final String PUT =
            "com.acme.log.Log.copy com/acme/log/Log.java:3 < com.acme.Cache.put com/acme/Cache.java:42";

    @ParameterizedTest
    @ValueSource(strings = {"heap", "allocs", "threadcreate", "threads", "goroutine"})
    void aProfileHasTheHeadersThatGoGivesIt(String name) throws Exception {
        HttpResponse<byte[]> response = bytes("/debug/pprof/" + name);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + name + "\"");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("X-Go-Pprof")).isEmpty();
    }

    @Test
    void theValuesAreThoseOfSnapshot() throws Exception {
        assertThat(profile("/debug/pprof/heap").samples())
                .containsExactlyInAnyOrder(
                        PUT + " [4, 4096, 2, 2048] thread=main type=byte[]",
                        "org.json.Parser.next org/json/Parser.java:5 [8, 8192, 1, 1024] thread=main type=char[]");
        assertThat(profile("/debug/pprof/threadcreate").samples())
                .containsExactly(PUT + " [20010, 20000] thread=main type=java.lang.Thread");
        assertThat(profile("/debug/pprof/threads").samples()).contains(PUT + " [3] thread=http-# state=RUNNABLE");
        assertThat(profile("/debug/pprof/goroutine").sampleTypes()).containsExactly("goroutine/count");
    }

    @Test
    void theFiltersAreThoseOfSnapshot() throws Exception {
        assertThat(profile("/debug/pprof/heap?include=com.acme.**").samples())
                .containsExactly(PUT + " [4, 4096, 2, 2048] thread=main type=byte[]");
        assertThat(profile("/debug/pprof/heap?include=com.acme.log.**").samples())
                .isEmpty(); // blame_skip
        assertThat(profile("/debug/pprof/heap?include=com.acme.log.**&frame=leaf")
                        .samples())
                .hasSize(1);
        assertThat(profile("/debug/pprof/allocs?exclude_type=byte*").samples()).hasSize(1);
        assertThat(profile("/debug/pprof/heap?min_age=1").samples()).isEmpty();
        assertThat(profile("/debug/pprof/threads?thread=http-*").samples()).hasSize(1);
        assertThat(profile("/debug/pprof/threads?type=WAITING").samples()).hasSize(1);
    }

    @Test
    void secondsIsWhatHasChangedMeanwhile() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> answer = client.http()
                .sendAsync(client.request("/debug/pprof/heap?seconds=1", "*/*").build(), BodyHandlers.ofByteArray());
        await().until(() -> target.taken.get() == 1);
        target.more = 1000;
        HttpResponse<byte[]> response = answer.get();
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"heap-delta\"");
        ReadProfile delta = ReadProfile.of(response.body());
        assertThat(delta.samples()).containsExactly(PUT + " [0, 1000, 0, 1000] thread=main type=byte[]");
    }

    @Test
    void whatIsTimedIsOfTheNextSeconds() throws Exception {
        HttpResponse<byte[]> response = bytes("/debug/pprof/profile?seconds=1");
        assertThat(response.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"profile\"");
        ReadProfile cpu = ReadProfile.of(response.body());
        assertThat(cpu.sampleTypes()).containsExactly("samples/count", "cpu/nanoseconds");
        assertThat(cpu.byDefault()).isEqualTo("cpu");
        assertThat(cpu.periodType()).isEqualTo("cpu/nanoseconds");
        assertThat(cpu.profile().getDurationNanos()).isEqualTo(1_000_000_000);
        assertThat(cpu.samples()).containsExactly(PUT + " [300, 3000000000] thread=main state=(running)");
        for (String name : List.of("block", "mutex")) {
            ReadProfile waits = profile("/debug/pprof/" + name + "?seconds=1");
            assertThat(waits.sampleTypes()).containsExactly("contentions/count", "delay/nanoseconds");
        }
        assertThat(get("/debug/pprof/profile?seconds=1&debug=1", "*/*").body())
                .startsWith("profile profile: total 300");
        assertThat(target.profiled)
                .containsExactly(ProfileEvent.CPU, ProfileEvent.LOCK, ProfileEvent.LOCK, ProfileEvent.CPU);
        assertThat(get("/debug/pprof/profile?seconds=301", "*/*").body())
                .startsWith("invalid value for \"seconds\" - must be a positive integer\n");
    }

    @Test
    void garbageIsCollectedFirstIfAsked() throws Exception {
        profile("/debug/pprof/heap?gc=0");
        assertThat(target.collections).hasValue(0);
        profile("/debug/pprof/heap?gc=1");
        assertThat(target.collections).hasValue(1);
    }

    @Test
    void aSnapshotThatIsKeptHasProfilesToo() throws Exception {
        post("/snapshots?name=before");
        target.more = 1000;
        assertThat(profile("/debug/pprof/heap?snapshot=before&include=com.acme.**")
                        .samples())
                .containsExactly(PUT + " [4, 4096, 2, 2048] thread=main type=byte[]");
        assertThat(profile("/debug/pprof/threadcreate?snapshot=before").samples())
                .containsExactly(PUT + " [20010, 20000] thread=main type=java.lang.Thread");
        assertThat(get("/debug/pprof/heap?snapshot=after", "*/*").body())
                .isEqualTo("There is no snapshot after.\nValid: before.\n");
    }

    @Test
    void debugIsText() throws Exception {
        HttpResponse<String> heap = get("/debug/pprof/heap?debug=1", "*/*");
        assertThat(heap.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(heap.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(heap.body()).startsWith("heap profile: 3: 3072 [12: 12288] @ heap/2\n2: 2048 [4: 4096] @ 0x10 0x20");
        assertThat(get("/debug/pprof/goroutine?debug=2", "*/*").body()).startsWith("goroutine profile: total 4\n3 @");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /debug/pprof/heep                   | 404 | Unknown profile | Did you mean heap?
            /debug/pprof/heap/x                 | 404 | There is nothing at /debug/pprof/heap/x. | /debug/pprof/
            /debug/pprof/heap?seconds=x         | 400 | invalid value for "seconds" - must be a positive integer | 1 to 600
            /debug/pprof/heap?seconds=0         | 400 | invalid value for "seconds" - must be a positive integer | 1 to 600
            /debug/pprof/heap?seconds=1&debug=1 | 400 | seconds and debug params are incompatible | Leave
            /debug/pprof/heap?second=1          | 400 | There is no parameter second at /debug/pprof/heap. | Did you mean seconds?
            /debug/pprof/heap?limit=1           | 400 | There is no parameter limit at /debug/pprof/heap. | Valid
            /debug/pprof/threads?gc=1           | 400 | There is no parameter gc at /debug/pprof/threads. | Valid
            /debug/pprof/threads?min_age=1      | 400 | There is no parameter min_age at /debug/pprof/threads. | Valid
            /debug/pprof/heap?snapshot=a&seconds=1 | 400 | A snapshot that is kept does not change. | Leave seconds= out
            /debug/pprof/allocs?snapshot=a&gc=1 | 400 | A snapshot that is kept does not change. | Leave gc= out
            /debug/pprof/threads?snapshot=a     | 400 | There is no parameter snapshot at /debug/pprof/threads. | Valid
            /debug/pprof/heap?gc=yes            | 400 | gc=yes is not a number. | whole number
            /debug/pprof/?x=1                   | 400 | There is no parameter x at /debug/pprof/. | It takes none.
            """)
    void errorsAreTextThatPprofShows(String path, int status, String error, String hint) throws Exception {
        HttpResponse<String> response = get(path, "*/*");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(response.headers().firstValue("X-Go-Pprof")).hasValue("1");
        assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
        String[] lines = response.body().split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).contains(error);
        assertThat(lines[1]).contains(hint);
    }

    @Test
    void commandsAreForOtherPaths() throws Exception {
        HttpResponse<String> response = post("/debug/pprof/heap");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(response.body()).startsWith("POST /debug/pprof/heap does nothing.\n");
    }

    @Test
    void theIndexListsThemAll() throws Exception {
        HttpResponse<String> response = get("/debug/pprof/", "*/*");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body())
                .contains("<title>/debug/pprof/</title>", "Types of profiles available:")
                .contains("<tr><td>2</td><td><a href='heap?debug=1'>heap</a></td></tr>")
                .contains("<tr><td>4</td><td><a href='threads?debug=1'>threads</a></td></tr>")
                .contains("<tr><td>1</td><td><a href='threadcreate?debug=1'>threadcreate</a></td></tr>");
        for (String name : ProfileIndex.NAMES) {
            assertThat(bytes("/debug/pprof/" + name).statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .contains("<a href='" + name + "?debug=1'>", "<li><div class=profile-name>" + name + ":");
        }
        assertThat(get("/debug/pprof/", "text/plain").body())
                .startsWith("/debug/pprof/\n")
                .contains("       2  heap ");
    }

    @Test
    void withoutTheSlashOneIsSentThere() throws Exception {
        HttpResponse<String> response = get("/debug/pprof", "*/*");
        assertThat(response.statusCode()).isEqualTo(301);
        assertThat(response.headers().firstValue("Location")).hasValue("/debug/pprof/");
    }

    private HttpResponse<byte[]> bytes(String path) throws Exception {
        return client.http().send(client.request(path, "*/*").build(), BodyHandlers.ofByteArray());
    }

    private ReadProfile profile(String path) throws Exception {
        HttpResponse<byte[]> response = bytes(path);
        assertThat(response.statusCode()).as(new String(response.body())).isEqualTo(200);
        return ReadProfile.of(response.body());
    }
}

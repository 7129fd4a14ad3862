package io.oomtrace.fork;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.Secretive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;

/** A secret that a program has all over its heap, allocated at lines that are traced, is in no answer of the endpoint. */
class OnlyNamesLeaveIT {
    private static final String SECRET = "correct-horse-battery-staple";

    private static final List<String> GROUPINGS =
            List.of("line", "file", "method", "class", "package", "module", "traceback", "type", "thread");
    private static final List<String> FORMATS = List.of("text", "json", "csv");

    @TempDir
    Path folder;

    @OnEachJdk
    void noAnswerHasASecretOfTheProgram(Jdk jdk) throws IOException {
        ForkedJvmBuilder declared = ForkedJvm.on(jdk)
                .main(Secretive.class)
                .jvmArgs("-Xmx64m", "-Dsecretive.token=" + SECRET)
                .agent(Launch.STARTED, "port=0");
        try (ForkedJvm jvm = declared.start()) {
            jvm.awaitReady().send(SECRET);
            jvm.awaitLine("told");
            Endpoint oomtrace = jvm.oomtrace();
            oomtrace.post("/gc");

            assertThat(heap(jvm)).contains(SECRET);
            assertThat(oomtrace.text("/snapshot?by=traceback&limit=1000&format=text"))
                    .contains("Secretive$Account.<init>");
            assertThat(oomtrace.text("/threads?by=line&format=text")).contains("Secretive.main");
            oomtrace.post("/snapshots?name=kept");
            for (String path : paths()) {
                HttpResponse<String> answer = oomtrace.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body() + answer.headers().map())
                        .as(path)
                        .isNotEmpty()
                        .doesNotContain(SECRET);
            }
            assertThat(unpacked(oomtrace.file("/snapshots/kept/file")))
                    .contains("Secretive$Account")
                    .doesNotContain(SECRET);
            for (String profile : List.of("heap", "allocs", "threadcreate", "threads")) {
                assertThat(unpacked(oomtrace.file("/debug/pprof/" + profile)))
                        .as(profile)
                        .contains("io.oomtrace.fork.program.Secretive")
                        .doesNotContain(SECRET);
            }
            for (String path :
                    List.of("/secret", "/debug/pprof/cmdline", "/snapshot?by=secret", "/threads?secret=1", "/stop")) {
                HttpResponse<String> answer = oomtrace.get(path);
                assertThat(answer.statusCode()).as(path).isBetween(400, 499);
                assertThat(answer.body()).as(path).doesNotContain(SECRET);
            }
            for (String path : List.of("/stop", "/start", "/reset")) {
                assertThat(oomtrace.post(path)).as(path).doesNotContain(SECRET);
            }
            jvm.send("end");
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.code()).isZero();
            assertThat(exit.oomtraceLines()).hasSize(1).noneMatch(line -> line.contains(SECRET));
        }
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>(List.of(
                "/",
                "/status?format=json",
                "/status?format=text",
                "/snapshot?format=collapsed",
                "/threads?format=collapsed",
                "/snapshot?format=flamegraph",
                "/threads?format=flamegraph",
                "/diff?from=kept&format=flamegraph",
                "/snapshot?format=speedscope",
                "/threads?format=speedscope",
                "/snapshots",
                "/growth?by=traceback&limit=1000",
                "/histogram?limit=100000",
                "/debug/pprof/",
                "/debug/pprof/heap?debug=1",
                "/debug/pprof/threadcreate?debug=1",
                "/debug/pprof/threads?debug=1",
                "/diff?from=kept&by=traceback&limit=1000"));
        for (String format : FORMATS) {
            for (String by : GROUPINGS) {
                String rest = "?limit=100000&by=" + by + "&format=" + format;
                paths.add("/snapshot" + rest);
                paths.add("/snapshot" + rest + "&frame=leaf");
                paths.add("/threads" + rest);
            }
        }
        return paths;
    }

    private static String unpacked(byte[] file) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes(), UTF_8);
    }

    /** What a heap dump has, in which the secret must be for this test to mean anything. */
    private String heap(ForkedJvm jvm) throws IOException {
        Path dump = folder.resolve("heap.hprof");
        jvm.jdkTool("jcmd", "GC.heap_dump", dump.toString());
        return Files.readString(dump, ISO_8859_1);
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.DeflaterLeak;
import io.oomtrace.fork.program.DeflaterStorm;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A leak inside a library of C, of which the heap shows nothing. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/DeflaterLeak.java");
    private static final double LEAST = (double) DeflaterLeak.LEAKED * DeflaterLeak.LEAST_BYTES_EACH;

    /** zlib's state beside its windows, rounded up. */
    private static final double MOST = 1.1 * LEAST;

    @StartedAndAttached
    void whatIsNotFreedIsNamedByItsStack(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = start(launch, jdk, "port=0,native=on")) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            Table lines = oomtrace.table("/native?by=line&limit=1000&format=json");

            Table.Row leak = lines.top().get(0);
            assertThat(leak.key()).endsWith(line("site: leaked"));
            double error = leak.error("native_bytes");
            assertThat(leak.value("native_bytes")).isBetween(LEAST - error, MOST + error);
            assertThat(error).isLessThan(0.05 * LEAST);
            assertThat(leak.json().at("/types/0/type").asString()).isEqualTo("malloc");
            assertThat(leak.traceback())
                    .anyMatch(frame -> frame.matches("\\(libz(ip)?\\.so.*\\) deflateInit2_"))
                    .anyMatch(frame -> frame.equals("java.util.zip.Deflater.init(Native Method)"))
                    .anyMatch(frame -> frame.endsWith(line("site: leaked")));

            Table.Row freed = lines.top().stream()
                    .filter(row -> row.key().endsWith(line("site: ended")))
                    .findFirst()
                    .orElseThrow();
            assertThat(freed.value("native_bytes")).isLessThan(0.02 * LEAST);
            assertThat(freed.value("native_alloc_bytes"))
                    .isBetween(LEAST - freed.error("native_alloc_bytes"), MOST + freed.error("native_alloc_bytes"));
            profilesAreRefused(oomtrace);
            silent(jvm);
        }
    }

    private static void profilesAreRefused(Endpoint oomtrace) {
        HttpResponse<String> refused = oomtrace.get("/profile?seconds=1");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("async-profiler is used for native=on already", "native=off");
    }

    @OnEachJdk
    void whatIsTooMuchIsGivenUpAndTheProgramGoesOn(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(DeflaterStorm.class)
                .jvmArgs("-Xmx256m")
                .agent(Launch.STARTED, "port=0,native=on")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            await("native memory to be given up")
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> oomtrace.json("/status")
                                    .at("/async_profiler/native_unavailable")
                                    .asString("")
                                    .matches(
                                            "the program allocates and frees so often that \\d+ MiB a second are recorded of it"));
            assertThat(oomtrace.get("/native").statusCode()).isEqualTo(501);
            assertThat(oomtrace.get("/profile?seconds=1").statusCode()).isEqualTo(200);
            jvm.send("end");
            assertThat(jvm.awaitExit().stdout()).contains("ended some: true");
        }
    }

    @OnEachJdk
    void withoutTheOptionItSaysHow(Jdk jdk) {
        try (ForkedJvm jvm = start(Launch.STARTED, jdk, "port=0")) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            HttpResponse<String> refused = oomtrace.get("/native");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("Native memory is not recorded.", "native=on");
            assertThat(jvm.jdkTool("jcmd", "VM.dynlibs")).noneMatch(library -> library.contains("syncProfiler"));
        }
    }

    private static ForkedJvm start(Launch launch, Jdk jdk, String options) {
        return ForkedJvm.on(jdk).main(DeflaterLeak.class).agent(launch, options).start();
    }

    private static String line(String marker) {
        return SourceLine.marked(SOURCE, marker).inParentheses();
    }

    private static void silent(ForkedJvm jvm) {
        jvm.send("end");
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isZero();
        assertThat(exit.stdout()).containsExactly("ready", "done", "kept " + DeflaterLeak.LEAKED);
        assertThat(exit.foreignStderr()).isEmpty();
    }
}

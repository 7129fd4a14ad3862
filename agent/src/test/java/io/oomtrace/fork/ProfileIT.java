package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.KnownWork;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Profiles of threads of which it is known what they do. */
@EnabledOnOs(OS.LINUX)
class ProfileIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/KnownWork.java");
    private static final String WORK = KnownWork.class.getName();
    private static final double SECOND = 1e9;

    @TempDir
    Path folder;

    @StartedAndAttached
    void everyProfileTellsWhatTheThreadsDo(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm = start(launch, jdk, "port=0")) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            cpu(oomtrace);
            wall(oomtrace);
            lock(oomtrace);
            assertThat(oomtrace.json("/status").at("/async_profiler/recording").asBoolean())
                    .isFalse();
            assertThat(Footprint.threadNames(jvm)).noneMatch(name -> name.startsWith("Async-profiler"));
            silent(jvm);
        }
    }

    private static void cpu(Endpoint oomtrace) {
        Table table = oomtrace.table("/profile?event=cpu&seconds=3&by=method&format=json");

        Table.Row hottest = table.top().get(0);
        assertThat(hottest.key()).isEqualTo(WORK + ".hot");
        assertThat(hottest.value("time")).isGreaterThan(0.7 * table.total().value("time"));
        assertThat(hottest.error("time")).isLessThan(0.5 * hottest.value("time"));
        assertThat(hottest.traceback().get(0)).startsWith(WORK + ".hot(KnownWork.java:");
        assertThat(table.coverage("time")).isCloseTo(1, within(0.3));
        assertThat(table.json().at("/coverage/time/source").asString())
                .matches("CPU time of the process; sampled by (perf_events|ctimer|itimer|wall)");
    }

    private static void wall(Endpoint oomtrace) {
        String path = "/profile?event=wall&seconds=3&by=method&thread=%s&format=json";
        Table table = oomtrace.table(String.format(path, "sleeper"));
        assertThat(table.top()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo(WORK + ".rest");
            assertThat(row.value("time")).isCloseTo(3 * SECOND, within(1.5 * SECOND));
            assertThat(row.json().at("/types/0/type").asString()).isEqualTo("(sleeping)");
            assertThat(row.traceback()).anyMatch(frame -> frame.startsWith("(lib"));
        });
    }

    private static void lock(Endpoint oomtrace) {
        String contended = SourceLine.marked(SOURCE, "site: contended").inParentheses();
        Table table = oomtrace.table("/profile?event=lock&seconds=3&format=json");
        Table.Row row = table.top().get(0);
        assertThat(row.key()).startsWith(WORK + ".hold").endsWith(contended);
        assertThat(row.value("time")).isGreaterThan(SECOND);
        assertThat(row.value("contentions")).isGreaterThan(10);
        assertThat(row.json().at("/types/0/type").asString()).isEqualTo("java.lang.Object");
    }

    @OnEachJdk
    void whatIsAskedMeanwhileIsAnswered(Jdk jdk) {
        try (ForkedJvm jvm = start(Launch.STARTED, jdk, "port=0")) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            List<HttpResponse<String>> profiles = Stream.of("cpu", "wall")
                    .map(event -> CompletableFuture.supplyAsync(
                            () -> oomtrace.get("/profile?seconds=4&event=" + event + "&format=collapsed")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(profiles).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 409);
            assertThat(profiles)
                    .filteredOn(response -> response.statusCode() == 409)
                    .singleElement()
                    .satisfies(response -> assertThat(response.body())
                            .contains("async-profiler is used for a profile (event=", "one thing at a time"));
            assertThat(profiles)
                    .filteredOn(response -> response.statusCode() == 200)
                    .singleElement()
                    .satisfies(response -> assertThat(response.body()).contains(WORK + ".hot:"));
            silent(jvm);
        }
    }

    @OnEachJdk
    void goToolPprofReadsThem(Jdk jdk) {
        GoPprof pprof = GoPprof.in(folder);
        try (ForkedJvm jvm = start(Launch.STARTED, jdk, "port=0")) {
            String profiles = jvm.awaitReady().oomtrace().base() + "debug/pprof/";
            List<String> cpu = pprof.lines("-top", "-unit=ms", profiles + "profile?seconds=3");
            assertThat(cpu).anyMatch(line -> line.startsWith("Type: cpu"));
            assertThat(firstRow(cpu)).endsWith(WORK + ".hot");
            for (String name : List.of("block", "mutex")) {
                List<String> waits = pprof.lines("-top", "-unit=ms", profiles + name + "?seconds=2");
                assertThat(waits).anyMatch(line -> line.startsWith("Type: delay"));
                assertThat(firstRow(waits)).endsWith(WORK + ".hold");
            }
            List<String> raw = pprof.lines("-raw", profiles + "profile?seconds=1");
            assertThat(raw)
                    .contains("PeriodType: cpu nanoseconds", "Period: 10000000")
                    .anyMatch(line -> line.equals("samples/count cpu/nanoseconds[dflt]"));
            silent(jvm);
        }
    }

    private static String firstRow(List<String> top) {
        return top.stream()
                .dropWhile(line -> !line.strip().startsWith("flat "))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    @OnEachJdk
    void afterTheAgentWasTakenOutAndCameBackItProfilesAgain(Jdk jdk) {
        try (ForkedJvm jvm = start(Launch.ATTACHED, jdk, "port=0")) {
            cpu(jvm.awaitReady().oomtrace());
            jvm.attach("command=stop");
            assertThat(Footprint.threadNames(jvm)).noneMatch(name -> name.startsWith("oomtrace"));
            jvm.attach("port=0");
            cpu(jvm.oomtrace(2));
            silent(jvm);
        }
    }

    private static ForkedJvm start(Launch launch, Jdk jdk, String options) {
        return ForkedJvm.on(jdk).main(KnownWork.class).agent(launch, options).start();
    }

    /** Nothing was printed but by the program, not even by the JVM. */
    private static void silent(ForkedJvm jvm) {
        jvm.send("end");
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isZero();
        assertThat(exit.stdout()).containsExactly("ready", "computed true, turns true");
        assertThat(exit.foreignStderr()).isEmpty();
    }
}

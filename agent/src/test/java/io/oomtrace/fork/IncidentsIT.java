package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The incidents: oomtrace names the culprit's line, which the test knows from a comment in the program's source. */
class IncidentsIT {
    /**
     * The parsing program allocates for a second or two. The default of 200 samples a second puts its first two lines in
     * the wrong order now and then, as the error it states would have it.
     */
    private static final String MANY_SAMPLES = "port=0,samples_per_second=2000";

    private static final Path SOURCES = Repository.file("src-test-apps/incidents/src/main/java");

    @StartedAndAttached
    void parseAtStartupIsNamedByItsTopLiveLine(Launch launch, Jdk jdk) {
        String culprit = culprit("parse-at-startup #1");
        try (ForkedJvm jvm = incident("parse-at-startup", MANY_SAMPLES, launch, jdk)) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            if (launch == Launch.ATTACHED) {
                application(jvm).post("/reload"); // what was parsed before the agent came has no line
            }
            oomtrace.post("/gc");
            Table table = oomtrace.table("/snapshot?by=line&sort=live_bytes&format=json");
            assertThat(table.top()).first().satisfies(row -> {
                assertThat(row.key()).endsWith(culprit);
                assertThat(row.value("live_bytes")).isPositive();
                assertThat(row.traceback()).anyMatch(frame -> frame.endsWith(culprit));
            });
        }
    }

    /**
     * As its author asked a Python program: switched on while it runs, by line, file and traceback, and switched off
     * again.
     */
    @OnEachJdk
    void parseAtStartupIsAskedAsItsAuthorDid(Jdk jdk) {
        SourceLine first = SourceLine.markedBelow(SOURCES, "culprit: parse-at-startup #1");
        SourceLine second = SourceLine.markedBelow(SOURCES, "culprit: parse-at-startup #2");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .jar(Repository.incidentsJar())
                .args("parse-at-startup")
                .start()) {
            jvm.awaitReady();
            long before = agentBytes(jvm);
            jvm.attach(MANY_SAMPLES + ",sources=" + SOURCES);
            Endpoint oomtrace = jvm.oomtrace(1);
            application(jvm).post("/reload");
            oomtrace.post("/gc");

            assertThat(oomtrace.text("/snapshot?by=line&limit=2").lines())
                    .anyMatch(line -> line.matches(" +1 .* MiB .*TextFormat.*:" + first.number() + "\\)?"))
                    .anyMatch(line -> line.contains("return new DataTree(line.substring(start, colon)"))
                    .anyMatch(line -> line.matches(" +2 .* MiB .*Models.*:" + second.number() + "\\)?"))
                    .anyMatch(line -> line.matches(" +[\\d.]+ ± .*B .* other: \\d+ lines"))
                    .anyMatch(line -> line.matches(" +[\\d.]+ ± .* MiB .* total"));
            assertThat(oomtrace.text("/snapshot?by=file&limit=2&exclude=java/**"))
                    .contains(
                            "incidents/parse/" + first.file(), "incidents/parse/" + second.file(), "other: ", "total");
            assertThat(oomtrace.text("/snapshot?by=module&frame=leaf")).contains(" java.base", " incidents.jar");
            assertThat(oomtrace.text("/snapshot?by=traceback&limit=1")).contains(first.inParentheses(), "Backend.load");
            assertThat(oomtrace.text("/snapshot?format=tracemalloc&limit=1"))
                    .matches("io/oomtrace/incidents/parse/" + first.file() + ":" + first.number()
                            + ": size=[\\d.]+ MiB, count=\\d+, average=.*\n");
            long during = agentBytes(jvm);

            jvm.attach("command=stop");
            long after = agentBytes(jvm);
            System.out.printf(
                    "%s: objects of the agent before %d, during %d, after %d bytes%n", jdk, before, during, after);
            assertThat(during).isGreaterThan(50_000);
            assertThat(after)
                    .as("but for what the hooks are, which the bootstrap loader keeps")
                    .isLessThan(10_000);
            assertThat(Footprint.threadNames(jvm)).noneMatch(name -> name.startsWith("oomtrace"));
        }
    }

    /** Of its own classes, reachable, as the JVM counts them. */
    private static long agentBytes(ForkedJvm jvm) {
        return jvm.jdkTool("jcmd", "GC.class_histogram").stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns ->
                        columns.length >= 4 && columns[3].replace("[L", "").startsWith("io.oomtrace."))
                .filter(columns -> !columns[3].contains("io.oomtrace.incidents."))
                .mapToLong(columns -> Long.parseLong(columns[2]))
                .sum();
    }

    @StartedAndAttached
    void timingWheelIsNamedByItsSpawnSite(Launch launch, Jdk jdk) {
        String thread = culprit("timing-wheel thread");
        String executor = culprit("timing-wheel executor");
        try (ForkedJvm jvm = incident("timing-wheel", "port=0", launch, jdk)) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            if (launch == Launch.ATTACHED) {
                application(jvm).post("/requests");
            }
            await("threads at the culprit's line")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> startsMost(oomtrace)
                            .filter(row -> row.key().endsWith(thread))
                            .isPresent());

            Table.Row threads = startsMost(oomtrace).orElseThrow();
            long inTheJvm = Footprint.threadNames(jvm).size();
            assertThat(threads.value("threads_started")).isGreaterThan(100);
            assertThat(threads.value("threads_live")).isGreaterThan(100).isLessThanOrEqualTo(inTheJvm);
            assertThat(threads.value("rate_peak")).isGreaterThan(10);

            Table.Row executors = oomtrace.table("/threads?by=line&sort=executors_never_shut_down&format=json")
                    .top()
                    .get(0);
            assertThat(executors.key()).endsWith(executor);
            assertThat(executors.value("executors_never_shut_down")).isGreaterThan(100);
        }
    }

    private static ForkedJvm incident(String name, String options, Launch launch, Jdk jdk) {
        return ForkedJvm.on(jdk)
                .jar(Repository.incidentsJar())
                .args(name)
                .agent(launch, options)
                .start();
    }

    private static Optional<Table.Row> startsMost(Endpoint oomtrace) {
        return oomtrace.table("/threads?by=line&sort=threads_started&format=json").top().stream()
                .findFirst();
    }

    /** The incident's own server, whose port is in its ready line. */
    private static Endpoint application(ForkedJvm jvm) {
        String ready = jvm.awaitLine(line -> line.startsWith("ready"));
        return new Endpoint(URI.create("http://127.0.0.1:" + ready.replaceFirst(".* port=(\\d+).*", "$1")));
    }

    private static String culprit(String which) {
        return SourceLine.markedBelow(SOURCES, "culprit: " + which).inParentheses();
    }
}

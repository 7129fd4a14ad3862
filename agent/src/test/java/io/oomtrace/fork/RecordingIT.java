package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.Recorded;
import io.oomtrace.fork.program.SnapshotExport;
import io.oomtrace.jfr.MissionControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Recordings that the JDK's own means make of a program whose numbers are known, read by the JDK's tools and by JMC's. */
@Execution(ExecutionMode.CONCURRENT)
class RecordingIT {
    private static final Path SOURCE = Repository.file("agent/src/test/java/io/oomtrace/fork/program/Recorded.java");
    private static final Path SETTINGS = Repository.file("docs/oomtrace.jfc");
    private static final String SITE = "oomtrace.AllocationSite";
    private static final String SPAWN = "oomtrace.ThreadSpawnSite";
    private static final String EXECUTOR = "oomtrace.Executor";
    private static final String STATUS = "oomtrace.Status";
    private static final String ARRAYS = line("site: recorded arrays");
    private static final String THREADS = line("site: recorded threads");
    private static final String POOLS = line("site: recorded pools");
    private static final double HELD = Recorded.ARRAYS * (Recorded.LENGTH + 16.0);

    @TempDir
    Path folder;

    private static String line(String marker) {
        return Recorded.class.getName() + ".work"
                + SourceLine.marked(SOURCE, marker).inParentheses();
    }

    /** The program has allocated and started everything by then, and what lives is known. */
    private static void awaitDone(ForkedJvm jvm) {
        Endpoint oomtrace = jvm.awaitReady().oomtrace();
        jvm.send("go");
        jvm.awaitLine("done");
        oomtrace.post("/gc");
    }

    /** The agent looks for recordings when it looks at what lives. */
    private static void awaitWatch(ForkedJvm jvm) {
        Endpoint oomtrace = jvm.oomtrace();
        int before = looks(oomtrace);
        await().until(() -> looks(oomtrace) > before + 1);
    }

    private static int looks(Endpoint oomtrace) {
        return oomtrace.json("/growth?format=json").at("/looks").asInt();
    }

    private static void end(ForkedJvm jvm) {
        jvm.send("end");
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isZero();
        assertThat(exit.foreignStderr()).isEmpty();
    }

    @StartedAndAttached
    void aRecordingThatJcmdStartsIsReadByEveryTool(Launch launch, Jdk jdk) {
        try (ForkedJvm jvm =
                ForkedJvm.on(jdk).main(Recorded.class).agent(launch, "port=0").start()) {
            awaitDone(jvm);
            jvm.jdkTool("jcmd", "JFR.start", "name=known");
            awaitWatch(jvm); // jfr view looks for events among those that there are when a recording is first dumped
            Path file = dumpedWith(jvm, SITE, SPAWN, EXECUTOR, STATUS);
            end(jvm);

            checkNumbers(file);
            for (Jdk reader : Jdk.required()) {
                if (reader.folder() != null) {
                    checkTools(reader, file);
                }
            }
        }
    }

    /** As they are known by construction. */
    private static void checkNumbers(Path file) {
        MissionControl.Event site = theOne(file, SITE, ARRAYS);
        assertThat(site.number("liveBytes")).isCloseTo(HELD, within(HELD / 1000));
        assertThat(site.number("allocBytes")).isCloseTo(HELD, within(HELD / 1000));
        assertThat(site.number("liveCount")).isEqualTo(Recorded.ARRAYS);
        assertThat(site.shown("liveBytes")).isEqualTo("153 MiB");
        assertThat(site.number("liveShare")).isBetween(0.5, 1.0);
        assertThat(site.number("oldest")).isGreaterThanOrEqualTo(1);
        assertThat(site.text("types")).isEqualTo("byte[]");
        assertThat(site.text("method")).isEqualTo(Recorded.class.getName() + ".work");
        assertThat(site.text("className")).isEqualTo(Recorded.class.getName());
        assertThat(site.text("traceback")).startsWith(ARRAYS + " < ");

        MissionControl.Event spawn = theOne(file, SPAWN, THREADS);
        assertThat(spawn.number("threadsLive")).isEqualTo(Recorded.THREADS);
        assertThat(spawn.text("types")).isEqualTo("platform thread");

        MissionControl.Event executor = theOne(file, EXECUTOR, POOLS);
        assertThat(executor.number("created")).isEqualTo(Recorded.POOLS);
        assertThat(executor.number("neverShutDown")).isEqualTo(Recorded.POOLS - Recorded.POOLS_SHUT_DOWN);
        assertThat(executor.number("shutDown")).isEqualTo(Recorded.POOLS_SHUT_DOWN);

        MissionControl.Event status = last(file, STATUS, event -> true);
        assertThat(status.number("liveBytes")).isGreaterThanOrEqualTo(HELD);
        assertThat(status.number("ownMemory")).isPositive();
        assertThat(status.number("readingsFailed")).isZero();
    }

    private static MissionControl.Event theOne(Path file, String type, String line) {
        return last(file, type, event -> event.text("line").equals(line));
    }

    /** As it was in the end. */
    private static MissionControl.Event last(Path file, String type, Predicate<MissionControl.Event> wanted) {
        List<MissionControl.Event> events = new MissionControl(file, type).events();
        return events.stream()
                .filter(wanted)
                .max(Comparator.comparingDouble(event -> event.number("takenAt")))
                .orElseThrow(() -> new AssertionError("none of " + events.size() + " " + type + " in " + file));
    }

    private static void checkTools(Jdk reader, Path file) {
        assertThat(jfr(reader, "summary", file))
                .filteredOn(line -> line.startsWith(" oomtrace."))
                .extracting(
                        line -> line.strip().split(" +")[0] + " " + line.strip().split(" +")[1])
                .containsExactlyInAnyOrder(Stream.of(SITE, SPAWN, EXECUTOR, STATUS)
                        .map(type -> type + " "
                                + new MissionControl(file, type).events().size())
                        .toArray(String[]::new));
        assertThat(jfr(reader, "print", "--events", "oomtrace.*", file))
                .contains("  line = \"" + ARRAYS + "\"", "  line = \"" + THREADS + "\"", "  line = \"" + POOLS + "\"")
                .contains("  liveBytes = 152.6 MB", "  threadsLive = " + Recorded.THREADS, "  readingsFailed = 0");
        if (reader.feature() >= 25) {
            List<String> table = jfr(reader, "view", "--width", "400", SITE, file);
            assertThat(table)
                    .filteredOn(line -> line.strip().equals("Allocation Site"))
                    .hasSize(1);
            assertThat(table)
                    .anyMatch(row -> row.contains("152.6 MB") && row.contains("Recorded.work"))
                    .anyMatch(header -> header.contains(" Live Share ") && header.contains(" Allocated "));
        }
    }

    private static List<String> jfr(Jdk reader, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(reader.tool("jfr").toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        try {
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            List<String> lines = Output.of("jfr", run.getInputStream()).awaitEnd(Duration.ofMinutes(1));
            assertThat(run.waitFor()).as("%s: %s", command, lines).isZero();
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @OnEachJdk
    void aRecordingFromTheStartHasThemAsTheSettingsSay(Jdk jdk) {
        Path file = folder.resolve("at-exit.jfr");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Recorded.class)
                .jvmArgs("-XX:StartFlightRecording:name=known,filename=" + file + ",settings=" + SETTINGS)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            awaitDone(jvm);
            await("readings by their periods").atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                Path soFar = dump(jvm);
                checkNumbers(soFar);
                assertThat(readings(soFar, SITE)).isGreaterThan(1);
                assertThat(readings(soFar, STATUS)).isGreaterThan(4);
            });
            end(jvm);
        }
        checkNumbers(file);
        assertThat(types(file)).contains(SITE, SPAWN, EXECUTOR, STATUS);
    }

    @OnEachJdk
    void whatJcmdSaysOfAnEventHolds(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Recorded.class)
                .agent(Launch.STARTED, "port=0")
                .start()) {
            awaitDone(jvm);
            jvm.jdkTool("jcmd", "JFR.start", "name=known", "+" + SITE + "#enabled=false", "+" + STATUS + "#period=1s");
            Path file = dumpedWith(jvm, STATUS, SPAWN);
            assertThat(readings(file, SITE)).isZero();
            await("readings every second").atMost(Duration.ofMinutes(1)).until(() -> readings(dump(jvm), STATUS) > 3);
            end(jvm);
        }
    }

    @OnEachJdk
    void takenOutWhileItRecordsItLeavesAReadableRecordingAndNothingElse(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Recorded.class)
                .agent(Launch.ATTACHED, "port=0")
                .start()) {
            awaitDone(jvm);
            jvm.jdkTool("jcmd", "JFR.start", "name=known", "settings=" + SETTINGS);
            dumpedWith(jvm, SITE, SPAWN, EXECUTOR, STATUS);

            jvm.attach("command=stop");
            assertThat(Footprint.threadNames(jvm)).noneMatch(name -> name.startsWith("oomtrace"));
            Path file = dump(jvm);
            checkNumbers(file);
            int readings = readings(file, STATUS);
            jvm.jdkTool("jcmd", "JFR.start", "name=other", "settings=default");
            assertThat(types(dump(jvm, "other")))
                    .contains("jdk.CPULoad")
                    .noneMatch(type -> type.startsWith("oomtrace."));
            assertThat(readings(dump(jvm), STATUS)).as("since it was taken out").isEqualTo(readings);

            jvm.attach("port=0");
            await("events of the second load")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> readings(dump(jvm), STATUS) > readings + 1
                            && types(dump(jvm, "other")).contains(SITE));
            end(jvm);
        }
    }

    /** Flight Recorder instruments classes of its own, which the agent must leave alone. */
    @OnEachJdk
    void attachedWhileItRecordsNothingIsPrinted(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk).main(Recorded.class).start()) {
            jvm.awaitReady();
            jvm.jdkTool("jcmd", "JFR.start", "name=known", "settings=profile", "settings=" + SETTINGS);
            jvm.attach("port=0,engine=instrument");
            awaitDone(jvm);
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> checkNumbers(dump(jvm)));
            jvm.attach("command=stop");
            dump(jvm);
            end(jvm);
            assertThat(jvm.stdout()).noneMatch(line -> line.contains("[warning]"));
        }
    }

    @StartedAndAttached
    void withoutARecordingNothingOfItIsLoaded(Launch launch, Jdk jdk) throws IOException {
        Path log = folder.resolve("classes.log");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Recorded.class)
                .jvmArgs("-Xlog:class+load:file=" + log)
                .agent(launch, "port=0")
                .start()) {
            awaitDone(jvm);
            awaitWatch(jvm);
            end(jvm);
        }
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" io.oomtrace.jfr.") || line.contains(" jdk.jfr."))
                .hasSize(1)
                .allMatch(line -> line.contains(" jdk.jfr.FlightRecorder "));
    }

    @OnEachJdk
    void aProgramWithoutFlightRecorderRunsOn(Jdk jdk) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(Recorded.class)
                .jvmArgs("--limit-modules", "java.instrument,jdk.httpserver,jdk.management,jdk.unsupported")
                .agent(Launch.STARTED, "port=0")
                .start()) {
            awaitDone(jvm);
            awaitWatch(jvm);
            assertThat(jvm.oomtrace().table("/snapshot?format=json").row(ARRAYS).value("live_count"))
                    .isEqualTo(Recorded.ARRAYS);
            end(jvm);
        }
    }

    @OnEachJdk
    void withoutFlightRecorderASnapshotCannotBecomeARecording(Jdk jdk) {
        Path file = folder.resolve("snapshot.jfr");
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(SnapshotExport.class)
                .classPath(List.of(Repository.file("agent/target/classes")))
                .jvmArgs("--limit-modules", "java.base")
                .args(file.toString())
                .start()) {
            ForkedJvm.Exit exit = jvm.awaitExit();
            assertThat(exit.stdout())
                    .containsExactly("this Java runtime is without the module jdk.jfr, which writes recordings");
            assertThat(exit.code()).isZero();
        }
    }

    private Path dumpedWith(ForkedJvm jvm, String... wanted) {
        await("events in the recording")
                .atMost(Duration.ofMinutes(1))
                .until(() -> Stream.of(wanted).allMatch(type -> readings(dump(jvm), type) > 0));
        return dump(jvm);
    }

    private Path dump(ForkedJvm jvm) {
        return dump(jvm, "known");
    }

    private Path dump(ForkedJvm jvm, String name) {
        Path file = folder.resolve(name + ".jfr");
        List<String> said = jvm.jdkTool("jcmd", "JFR.dump", "name=" + name, "filename=" + file);
        assertThat(file).as(() -> String.join("\n", said)).exists();
        return file;
    }

    /** How often there are events of a type, which are many of one moment. */
    private static int readings(Path file, String type) {
        try {
            Set<Object> moments = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(type))
                    .map(event -> event.getInstant("takenAt"))
                    .collect(Collectors.toSet());
            return moments.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> types(Path file) {
        try (RecordingFile recording = new RecordingFile(file)) {
            return recording.readEventTypes().stream().map(EventType::getName).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

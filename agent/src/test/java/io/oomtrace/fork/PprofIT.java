package io.oomtrace.fork;

import static io.oomtrace.fork.program.HoldingThreads.ARRAYS;
import static io.oomtrace.fork.program.HoldingThreads.LENGTH;
import static io.oomtrace.fork.program.HoldingThreads.MORE;
import static io.oomtrace.fork.program.HoldingThreads.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.GoPprof.Row;
import io.oomtrace.fork.program.HoldingThreads;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What {@code go tool pprof} reads from our URLs and files are our own numbers, and what the program has done. */
class PprofIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/HoldingThreads.java");
    private static final String PROGRAM = "io.oomtrace.fork.program.HoldingThreads";

    /** Of what each thread holds, with the headers of the arrays. */
    private static final double PER_THREAD = ARRAYS * (16.0 + LENGTH);

    /** The package with a dot, and the line in its file. */
    private static final Pattern FRAME = Pattern.compile("((?:\\w+\\.)+)?[^.]+\\.[^.]+\\((\\w+\\.java:\\d+)\\)");

    /** The file where there is no line. */
    private static final Pattern FILE_ALONE = Pattern.compile(" \\S+\\.java$");

    /** Our metric for each sample type. */
    private static final Map<String, String> METRICS = Map.of(
            "alloc_objects", "alloc_count",
            "alloc_space", "alloc_bytes",
            "inuse_objects", "live_count",
            "inuse_space", "live_bytes");

    @TempDir
    Path folder;

    private GoPprof pprof;

    @BeforeEach
    void find() {
        pprof = GoPprof.in(folder);
    }

    /** A program that waits, on the threads it has started in the beginning. */
    private void holding(Jdk jdk, Consumer<Program> test) {
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(HoldingThreads.class)
                .jvmArgs("-Xmx512m")
                .agent(Launch.STARTED, "port=0,interval=64k,samples_per_second=10000")
                .start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            jvm.send("go");
            jvm.awaitLine("holding " + THREADS);
            test.accept(new Program(jvm, oomtrace));
        }
    }

    private record Program(ForkedJvm jvm, Endpoint oomtrace) {
        String profile(String path) {
            return oomtrace.base().resolve("/debug/pprof/" + path).toString();
        }
    }

    @OnEachJdk
    void everyLineHasWhatSnapshotSaysOfIt(Jdk jdk) {
        holding(jdk, program -> {
            program.oomtrace.post("/gc");
            program.oomtrace.post("/snapshots?name=kept");
            Table table = program.oomtrace.table("/snapshots/kept?by=line&frame=leaf&limit=1000000&format=json");
            Path file = pprof.save("kept.pb.gz", program.oomtrace.file("/debug/pprof/heap?snapshot=kept"));
            for (String sampleType : METRICS.keySet()) {
                Map<String, Row> fromUrl =
                        pprof.top("-lines", "-sample_index=" + sampleType, program.profile("heap?snapshot=kept"));
                assertThat(flat(fromUrl))
                        .as(sampleType)
                        .isEqualTo(byLine(table, METRICS.get(sampleType)))
                        .isNotEmpty();
                assertThat(pprof.top("-lines", "-sample_index=" + sampleType, file))
                        .isEqualTo(fromUrl);
            }
        });
    }

    private static Map<String, Long> flat(Map<String, Row> rows) {
        Map<String, Long> flat = new HashMap<>();
        rows.forEach((name, row) -> {
            if (row.flat() != 0) {
                flat.merge(FILE_ALONE.matcher(name).replaceFirst(""), row.flat(), Long::sum);
            }
        });
        return flat;
    }

    private static Map<String, Long> byLine(Table table, String metric) {
        Map<String, Long> byLine = new HashMap<>();
        for (Table.Row row : table.top()) {
            if (row.value(metric) != 0) {
                byLine.merge(pprofName(row.key()), (long) row.value(metric), Long::sum);
            }
        }
        return byLine;
    }

    /** What pprof calls {@code com.acme.Cache.put(Cache.java:42)}. */
    private static String pprofName(String frame) {
        Matcher parts = FRAME.matcher(frame);
        if (!parts.matches()) {
            return frame.substring(0, frame.indexOf('('));
        }
        String folder = parts.group(1) == null ? "" : parts.group(1).replace('.', '/');
        return frame.substring(0, frame.indexOf('(')) + " " + folder + parts.group(2);
    }

    @OnEachJdk
    void whatTheProgramHoldsIsAtItsLine(Jdk jdk) {
        holding(jdk, program -> {
            Row held = pprof.top("-lines", program.profile("heap?gc=1")).get(line("hold", "held"));
            assertThat(held.flat() / (THREADS * PER_THREAD)).isCloseTo(1, within(0.25));
            Row method = pprof.top(program.profile("allocs")).get(PROGRAM + ".hold");
            assertThat(method.cumulative() / (THREADS * PER_THREAD)).isCloseTo(1, within(0.25));
            Row objects = pprof.top("-sample_index=inuse_objects", program.profile("heap"))
                    .get(PROGRAM + ".hold");
            assertThat((double) objects.flat() / (THREADS * ARRAYS)).isCloseTo(1, within(0.25));
        });
    }

    private static String line(String method, String marker) {
        SourceLine line = SourceLine.marked(SOURCE, "site: " + marker);
        return PROGRAM + "." + method + " io/oomtrace/fork/program/" + line.file() + ":" + line.number();
    }

    @OnEachJdk
    void tracesHaveTheStackAndTheLabels(Jdk jdk) {
        holding(jdk, program -> {
            List<String> traces = pprof.lines("-traces", "-focus=hold$", program.profile("heap?gc=1"));
            assertThat(traces).containsSequence("      type:  byte[]", "    thread:  holder-#");
            assertThat(traces).anyMatch(line -> line.matches("       age: +\\d+"));
            assertThat(traces).anyMatch(line -> line.matches(" +[\\d.]+MB +" + Pattern.quote(PROGRAM) + "\\.hold"));
            List<String> tags = pprof.lines("-tags", program.profile("heap"));
            assertThat(tags).anyMatch(line -> line.startsWith(" thread: Total"));
            assertThat(tags).anyMatch(line -> line.endsWith(": holder-#"));
            long ofHolders = pprof.total("-tagfocus=thread=holder-#", program.profile("heap"));
            assertThat(ofHolders / (THREADS * PER_THREAD)).isCloseTo(1, within(0.25));
            assertThat(pprof.total("-tagfocus=thread=nobody", program.profile("heap")))
                    .isZero();
        });
    }

    /** Another reader of the format than ours: its own checks, and all there is. */
    @OnEachJdk
    void itIsValid(Jdk jdk) {
        holding(jdk, program -> {
            program.oomtrace.post("/gc");
            List<String> raw = pprof.lines("-raw", program.profile("heap"));
            assertThat(raw).contains("PeriodType: space bytes", "Mappings", "1: 0x0/0x0/0x0 java  [FN][FL][LN][IN]");
            long interval = program.oomtrace
                    .json("/status")
                    .at("/allocations/interval_bytes")
                    .asLong();
            assertThat(raw).contains("Period: " + interval);
            assertThat(raw)
                    .contains("alloc_objects/count alloc_space/bytes inuse_objects/count inuse_space/bytes[dflt]");
            assertThat(raw).anyMatch(line -> line.startsWith("Comment: oomtrace: engine "));
            assertThat(raw).anyMatch(line -> line.matches(" +age:\\[\\d+ collections]"));
            assertThat(raw).noneMatch(line -> line.startsWith("Duration"));
            assertThat(pprof.lines("-raw", program.profile("allocs")))
                    .contains("alloc_objects/count alloc_space/bytes[dflt] inuse_objects/count inuse_space/bytes");
            assertThat(pprof.lines("-raw", program.profile("threadcreate")))
                    .contains(
                            "PeriodType: threadcreate count",
                            "Period: 1",
                            "threadcreate/count[dflt] threads_live/count");
            assertThat(pprof.lines("-raw", program.profile("threads")))
                    .contains("PeriodType: threads count", "threads/count[dflt]");
        });
    }

    @OnEachJdk
    void threadsAreWhereTheyAreAndWhereTheyWereStarted(Jdk jdk) {
        holding(jdk, program -> {
            Map<String, Row> threads = pprof.top("-lines", program.profile("threads"));
            assertThat(threads.get(line("hold", "wait")).cumulative()).isEqualTo(THREADS);
            assertThat(pprof.top(program.profile("goroutine?thread=holder-*&type=WAITING"))
                            .get(PROGRAM + ".hold")
                            .cumulative())
                    .isEqualTo(THREADS);
            String started = line("start", "start");
            Map<String, Row> spawns = pprof.top("-lines", program.profile("threadcreate"));
            assertThat(spawns.get(started).cumulative()).isEqualTo(THREADS);
            assertThat(pprof.top("-lines", "-sample_index=threads_live", program.profile("threadcreate"))
                            .get(started)
                            .cumulative())
                    .isEqualTo(THREADS);
            assertThat(pprof.lines("-traces", program.profile("threadcreate")))
                    .anyMatch(line -> line.matches(" +" + THREADS + " +java\\.lang\\.Thread\\.start"))
                    .contains("             " + PROGRAM + ".start", "             " + PROGRAM + ".main");
        });
    }

    @OnEachJdk
    void theBaseIsTakenOff(Jdk jdk) {
        holding(jdk, program -> {
            program.oomtrace.post("/gc");
            program.oomtrace.post("/snapshots?name=before");
            Path before = pprof.save("before.pb.gz", program.oomtrace.file("/debug/pprof/heap?snapshot=before"));
            program.jvm.send("more");
            program.jvm.awaitLine("holding " + (THREADS + MORE));
            program.oomtrace.post("/gc");
            program.oomtrace.post("/snapshots?name=after");
            Table diff =
                    program.oomtrace.table("/diff?from=before&to=after&by=line&frame=leaf&limit=1000000&format=json");
            Map<String, Row> change = pprof.top("-lines", "-diff_base", before, program.profile("heap?snapshot=after"));
            assertThat(change.get(line("hold", "held")).flat())
                    .isEqualTo((long) diff.row(frame("hold", "held")).value("live_bytes"));
            assertThat(change.values().stream().mapToLong(Row::flat).sum())
                    .isEqualTo((long) diff.total().value("live_bytes"));
            assertThat(change.get(line("hold", "held")).flat() / (MORE * PER_THREAD))
                    .isCloseTo(1, within(0.25));
            Map<String, Row> back = pprof.top(
                    "-lines", "-base", program.profile("heap?snapshot=after"), program.profile("heap?snapshot=before"));
            assertThat(back.get(line("hold", "held")).flat())
                    .isEqualTo(-change.get(line("hold", "held")).flat());
        });
    }

    private static String frame(String method, String marker) {
        return PROGRAM + "." + method
                + SourceLine.marked(SOURCE, "site: " + marker).inParentheses();
    }

    @OnEachJdk
    void secondsIsWhatTheyHaveBrought(Jdk jdk) {
        holding(jdk, program -> {
            program.oomtrace.post("/gc");
            CompletableFuture<List<String>> raw = CompletableFuture.supplyAsync(() -> pprof.lines(
                    "-proto", "-output=" + folder.resolve("delta.pb.gz"), program.profile("heap?gc=1&seconds=5")));
            CompletableFuture<byte[]> spawns =
                    CompletableFuture.supplyAsync(() -> program.oomtrace.file("/debug/pprof/threadcreate?seconds=5"));
            awaitWaiting(program, 2);
            program.jvm.send("more");
            program.jvm.awaitLine("holding " + (THREADS + MORE));
            raw.join();
            Path delta = folder.resolve("delta.pb.gz");
            Row held = pprof.top("-lines", delta).get(line("hold", "held"));
            assertThat(held.flat() / (MORE * PER_THREAD)).isCloseTo(1, within(0.25));
            assertThat(pprof.lines("-raw", delta)).anyMatch(line -> line.matches("Duration: [56].*"));
            Path started = pprof.save("started.pb.gz", spawns.join());
            assertThat(pprof.top("-lines", started).get(line("start", "start")).cumulative())
                    .isEqualTo(MORE);
        });
    }

    @OnEachJdk
    void textHasTheSameNumbers(Jdk jdk) {
        holding(jdk, program -> {
            program.oomtrace.post("/gc");
            program.oomtrace.post("/snapshots?name=kept");
            for (String name : Set.of("heap", "threadcreate")) {
                String path = "/debug/pprof/" + name + "?snapshot=kept";
                Path text = pprof.save(name + ".txt", program.oomtrace.file(path + "&debug=1"));
                Path proto = pprof.save(name + ".pb.gz", program.oomtrace.file(path));
                assertThat(pprof.total(text)).isPositive().isEqualTo(pprof.total(proto));
            }
            String threads = program.oomtrace.text("/debug/pprof/threads?debug=1");
            assertThat(threads)
                    .contains("\n" + THREADS + " @ 0x", "# labels: {\"thread\":\"holder-#\", \"state\":\"WAITING\"}");
        });
    }

    @OnEachJdk
    void errorsAreShownInOurWords(Jdk jdk) {
        holding(jdk, program -> {
            GoPprof.Run misspelt = pprof.run("-top", program.profile("heap?sceonds=1"));
            assertThat(misspelt.code()).isNotZero();
            assertThat(String.join("\n", misspelt.err()))
                    .contains(
                            "400 Bad Request - There is no parameter sceonds at /debug/pprof/heap.\nDid you mean seconds?");
            assertThat(String.join(
                            "\n", pprof.run("-top", program.profile("heep")).err()))
                    .contains("404 Not Found - Unknown profile\nDid you mean heap?");
        });
    }

    @OnEachJdk
    void theSourceIsShownBesideItsBytes(Jdk jdk) {
        holding(jdk, program -> {
            List<String> source = pprof.lines(
                    "-list=HoldingThreads.hold$",
                    "-source_path=" + Repository.file("agent/src/test/java"),
                    program.profile("heap?gc=1"));
            assertThat(source).anyMatch(line -> line.matches(" +[\\d.]+MB +[\\d.]+MB .*// site: held"));
        });
    }

    /** As by=line with frame=blame: what is not the user's own code is hidden. */
    @OnEachJdk
    void theUsersOwnLineIsFoundByHidingTheJdk(Jdk jdk) {
        holding(jdk, program -> {
            Map<String, Row> own =
                    pprof.top("-lines", "-hide=^(java|javax|jdk|sun|com\\.sun)\\.", program.profile("threadcreate"));
            assertThat(own.get(line("start", "start")).flat()).isEqualTo(THREADS);
        });
    }

    /** Until so many have had their first look and wait for their seconds to pass. */
    private static void awaitWaiting(Program program, int questions) {
        await().until(() -> program.jvm.jdkTool("jcmd", "Thread.print").stream()
                        .filter(line -> line.contains("io.oomtrace.http.Pauses.pass"))
                        .count()
                == questions);
    }
}

package io.oomtrace.fork.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.Endpoint;
import io.oomtrace.fork.ForkedJvm;
import io.oomtrace.fork.ForkedJvmBuilder;
import io.oomtrace.fork.Jdk;
import io.oomtrace.fork.Launch;
import io.oomtrace.fork.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A program that is run under full byte code verification without the agent, with it, and with every allocation of
 * its own counted, and must do the same: standard output, standard error, exit code and the files it writes.
 *
 * <p>It has to print {@code ready} and {@code done} and wait for a line after each, as {@link
 * io.oomtrace.fork.program.ForeignMain} makes any program do. It runs in an empty folder, with {@link #files} in it.
 *
 * @param name its folder below {@code agent/target/foreign}, where the build put its jars
 * @param ownPackages beginning of the class names of which some must be on the stacks of samples
 * @param files what to put into its folder: content by name
 * @param evidence that it did its work: a line it prints, an answer it gives or a file it writes
 * @param exitCode what it ends with
 */
record ForeignProgram(
        String name,
        String ownPackages,
        Map<String, String> files,
        String evidence,
        int exitCode,
        String main,
        List<String> arguments) {
    private static final int TOP = 10;

    /** So that it is no chance which lines have some. */
    private static final String MANY_SAMPLES = "interval=16k,samples_per_second=2000";

    /** Lines that hold memory, at least: these programs have done their work and hold little by then. */
    private static final int LIVE = 4;

    /** What a test does to the running program; the answers it got are compared too. */
    interface Load extends Function<ForkedJvm, List<String>> {}

    private record Run(ForkedJvm.Exit exit, List<String> answers, Map<String, String> written) {
        List<String> everything() {
            List<String> all = new ArrayList<>(exit.stdout());
            all.addAll(answers);
            all.addAll(written.keySet());
            return all;
        }
    }

    void behavesTheSame(Jdk jdk) {
        behavesTheSame(jdk, jvm -> List.of());
    }

    void behavesTheSame(Jdk jdk, Load load) {
        Run without = runWithout(jdk, load);
        assertThat(without.everything()).contains(evidence);
        assertThat(without.exit().code()).isEqualTo(exitCode);

        behavesAs(without, runWith(jdk, MANY_SAMPLES, load, oomtrace -> {}));
        behavesAs(without, runWith(jdk, "engine=instrument,exact=" + ownPackages, load, ForeignProgram::counts));
    }

    private void behavesAs(Run without, Run with) {
        assertThat(with.exit().code()).isEqualTo(exitCode);
        assertThat(with.exit().stdout()).isEqualTo(without.exit().stdout());
        assertThat(with.exit().foreignStderr()).isEqualTo(without.exit().stderr());
        assertThat(with.answers()).isEqualTo(without.answers());
        assertThat(with.written()).isEqualTo(without.written());
        assertThat(with.exit().oomtraceLines()).hasSize(1); // the start-up line; a failure would be another
    }

    private Run runWithout(Jdk jdk, Load load) {
        WorkFolder folder =
                WorkFolder.create(name + "-" + jdk.feature() + "-without").fill(files);
        try (ForkedJvm jvm = declare(jdk, folder).start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            List<String> answers = load.apply(jvm);
            return end(jvm, answers, folder);
        }
    }

    private Run runWith(Jdk jdk, String options, Load load, Consumer<Endpoint> check) {
        WorkFolder folder =
                WorkFolder.create(name + "-" + jdk.feature() + "-with").fill(files);
        try (ForkedJvm jvm = declare(jdk, folder).agent(Launch.STARTED, options).start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            List<String> answers = load.apply(jvm);
            hasSensibleTop(jvm.oomtrace());
            check.accept(jvm.oomtrace());
            return end(jvm, answers, folder);
        }
    }

    private static void counts(Endpoint oomtrace) {
        assertThat(oomtrace.json("/status").at("/instrumentation/sites_exact").asInt())
                .isGreaterThan(100);
    }

    private static Run end(ForkedJvm jvm, List<String> answers, WorkFolder folder) {
        jvm.send("end");
        return new Run(jvm.awaitExit(), answers, folder.digests());
    }

    private ForkedJvmBuilder declare(Jdk jdk, WorkFolder folder) {
        return ForkedJvm.on(jdk)
                .jvmArgs("-Xmx512m")
                .jvmArgs(jdk.verifyEverything().toArray(String[]::new))
                .classPath(ForeignJars.of(name).all())
                .directory(folder.path())
                .main(main)
                .args(arguments.toArray(String[]::new));
    }

    private void hasSensibleTop(Endpoint oomtrace) {
        oomtrace.post("/gc");
        hasSensibleTop(oomtrace, "alloc_bytes", TOP);
        hasSensibleTop(oomtrace, "live_bytes", LIVE);
        Table table = oomtrace.table("/snapshot?by=class&format=json");
        assertThat(table.coverage("alloc_bytes")).isBetween(0.5, 1.5);
    }

    /** @param positive how many lines must have some */
    private void hasSensibleTop(Endpoint oomtrace, String metric, int positive) {
        Table table = oomtrace.table("/snapshot?by=line&format=json&limit=" + TOP + "&sort=" + metric);
        assertThat(table.top()).as("top by %s", metric).hasSize(TOP).allSatisfy(row -> {
            assertThat(row.key()).isNotBlank();
            assertThat(row.traceback()).isNotEmpty();
        });
        assertThat(table.top()).isSortedAccordingTo((a, b) -> Double.compare(b.value(metric), a.value(metric)));
        List<Table.Row> holders =
                table.top().stream().filter(row -> row.value(metric) > 0).toList();
        assertThat(holders).as("some %s", metric).hasSizeGreaterThanOrEqualTo(positive);
        // Few samples are a program's first second, and which line has one is chance; its own code is on their stacks.
        Table callers = oomtrace.table("/snapshot?by=class&cumulative=true&format=json&limit=1000&sort=alloc_bytes");
        assertThat(callers.top()).anySatisfy(row -> assertThat(row.key()).startsWith(ownPackages));
        assertThat(table.total().value(metric)).isPositive();
    }
}

package io.oomtrace.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.fork.program.ThreadStorm;
import java.nio.file.Path;
import java.util.List;

/**
 * Loaded again, in whatever way, the agent is there once: it takes the options, says so, and keeps what it recorded
 * unless they are about recording. What it recorded is the threads that the program started, which are counted exactly.
 */
class LoadedTwiceIT {
    private static final Path STORM = Repository.file("agent/src/test/java/io/oomtrace/fork/program/ThreadStorm.java");
    private static final int THREADS = 100;

    @OnEachJdk
    void twiceOnTheCommandLine(Jdk jdk) {
        ForkedJvmBuilder declared = program(jdk)
                .jvmArgs("-javaagent:" + Repository.agentJar() + "=port=0,depth=16")
                .agent(Launch.STARTED, "blame_skip=com.acme");
        try (ForkedJvm jvm = declared.start()) {
            Endpoint oomtrace = jvm.awaitReady().oomtrace();
            runStorm(jvm);

            assertThat(starts(oomtrace)).isGreaterThanOrEqualTo(THREADS);
            assertThat(dispatchers(jvm)).isEqualTo(1);
            assertThat(end(jvm))
                    .satisfiesExactly(
                            first -> assertThat(first).contains(": " + oomtrace.base() + " ("),
                            second -> assertThat(second)
                                    .endsWith(": loaded already, at " + oomtrace.base() + "; options changed"));
        }
    }

    @OnEachJdk
    void startedAndThenAttachedItKeepsWhatIsRecordedWhenRecordingStaysTheSame(Jdk jdk) {
        try (ForkedJvm jvm =
                program(jdk).agent(Launch.STARTED, "port=0,depth=16").start()) {
            Endpoint first = jvm.awaitReady().oomtrace();
            runStorm(jvm);
            double starts = starts(first);
            String began = began(first);
            assertThat(starts).isGreaterThanOrEqualTo(THREADS);

            jvm.attach("depth=16");
            assertThat(starts(first)).isEqualTo(starts);
            assertThat(dispatchers(jvm)).isEqualTo(1);

            jvm.attach("blame_skip=" + ThreadStorm.class.getName());
            assertThat(startsTable(first)).noneMatch(row -> row.key().contains("ThreadStorm"));
            jvm.attach("blame_skip=");
            assertThat(starts(first)).isEqualTo(starts);
            assertThat(dispatchers(jvm)).isEqualTo(1);

            jvm.attach("http=off");
            assertThat(first.isOpen()).isFalse();
            assertThat(dispatchers(jvm)).isZero();

            jvm.attach("http=on");
            Endpoint last = jvm.oomtrace(5);
            assertThat(starts(last)).isEqualTo(starts);
            assertThat(began(last)).isEqualTo(began);
            assertThat(dispatchers(jvm)).isEqualTo(1);

            String at = ": loaded already, at " + first.base();
            assertThat(end(jvm))
                    .satisfiesExactly(
                            line -> assertThat(line).contains(": " + first.base() + " ("),
                            line -> assertThat(line).endsWith(at + "; options unchanged"),
                            line -> assertThat(line).endsWith(at + "; options changed"),
                            line -> assertThat(line).endsWith(at + "; options changed"),
                            line -> assertThat(line).endsWith(": loaded already, at no endpoint; options changed"),
                            line -> assertThat(line)
                                    .endsWith(": loaded already, at " + last.base() + "; options changed"));
        }
    }

    @OnEachJdk
    void attachedTwiceItBeginsAnewWhenRecordingChanges(Jdk jdk) {
        try (ForkedJvm jvm =
                program(jdk).agent(Launch.ATTACHED, "port=0,max_live=1000").start()) {
            Endpoint first = jvm.awaitReady().oomtrace();
            jvm.attach("max_live=2000");
            Endpoint second = jvm.oomtrace(2);
            runStorm(jvm);

            assertThat(first.base()).isNotEqualTo(second.base());
            assertThat(first.isOpen()).isFalse();
            assertThat(dispatchers(jvm)).isEqualTo(1);
            assertThat(second.json("/status")
                            .required("allocations")
                            .required("live_capacity")
                            .asInt())
                    .isEqualTo(2000);
            assertThat(starts(second)).isGreaterThanOrEqualTo(THREADS);
            assertThat(end(jvm))
                    .satisfiesExactly(
                            line -> assertThat(line).contains(": " + first.base() + " ("),
                            line -> assertThat(line).contains(": " + second.base() + " ("));
        }
    }

    private static ForkedJvmBuilder program(Jdk jdk) {
        return ForkedJvm.on(jdk).main(ThreadStorm.class).args(Integer.toString(THREADS));
    }

    /** Returns when the program starts no more threads. */
    private static void runStorm(ForkedJvm jvm) {
        jvm.send("go");
        jvm.awaitLine("storm");
        jvm.send("enough");
        jvm.awaitLine("over");
    }

    private static double starts(Endpoint oomtrace) {
        String site = SourceLine.marked(STORM, "site: storm").inParentheses();
        return startsTable(oomtrace).stream()
                .filter(row -> row.key().endsWith(site))
                .mapToDouble(row -> row.value("threads_started"))
                .sum();
    }

    private static List<Table.Row> startsTable(Endpoint oomtrace) {
        return oomtrace.table("/threads?by=line&sort=threads_started&format=json")
                .top();
    }

    private static String began(Endpoint oomtrace) {
        return oomtrace.json("/status").required("started_at").asString();
    }

    /** How many endpoints there are, by the thread that each of them listens with. */
    private static long dispatchers(ForkedJvm jvm) {
        return Footprint.threadNames(jvm).stream()
                .filter(name -> name.contains("HTTP-Dispatcher"))
                .count();
    }

    private static List<String> end(ForkedJvm jvm) {
        jvm.send("end");
        ForkedJvm.Exit exit = jvm.awaitExit();
        assertThat(exit.code()).isZero();
        assertThat(exit.foreignStderr()).isEmpty();
        return exit.oomtraceLines();
    }
}

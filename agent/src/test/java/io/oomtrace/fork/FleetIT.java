package io.oomtrace.fork;

import static io.oomtrace.fork.program.HoldingThreads.ARRAYS;
import static io.oomtrace.fork.program.HoldingThreads.LENGTH;
import static io.oomtrace.fork.program.HoldingThreads.MORE;
import static io.oomtrace.fork.program.HoldingThreads.THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oomtrace.fork.program.HoldingThreads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/fleet.md: profiles of several JVMs put together, and of one before and after a restart. */
class FleetIT {
    private static final String HOLD = "io.oomtrace.fork.program.HoldingThreads.hold";
    private static final String START = "io.oomtrace.fork.program.HoldingThreads.start";
    private static final double PER_THREAD = ARRAYS * (16.0 + LENGTH);

    @TempDir
    Path folder;

    private GoPprof pprof;

    @BeforeEach
    void find() {
        pprof = GoPprof.in(folder);
    }

    private static ForkedJvm start(Jdk jdk) {
        return ForkedJvm.on(jdk)
                .main(HoldingThreads.class)
                .jvmArgs("-Xmx512m")
                .agent(Launch.STARTED, "port=0,interval=64k,samples_per_second=10000")
                .start();
    }

    /** Until it holds what so many threads hold. */
    private static void hold(ForkedJvm jvm, int threads) {
        jvm.awaitReady().send("go");
        jvm.awaitLine("holding " + THREADS);
        for (int held = THREADS; held < threads; held += MORE) {
            jvm.send("more");
            jvm.awaitLine("holding " + (held + MORE));
        }
        jvm.oomtrace().post("/gc");
    }

    private Path save(ForkedJvm jvm, String profile, String file) {
        return pprof.save(file, jvm.oomtrace().file("/debug/pprof/" + profile));
    }

    @OnEachJdk
    void severalProfilesAreOne(Jdk jdk) {
        try (ForkedJvm one = start(jdk);
                ForkedJvm other = start(jdk)) {
            hold(one, THREADS);
            hold(other, THREADS + MORE);
            Path first = save(one, "heap", "one.pb.gz");
            Path second = save(other, "heap", "other.pb.gz");
            Path merged = folder.resolve("merged.pb.gz");
            pprof.lines("-proto", "-output=" + merged, first, second);
            for (String sampleType : List.of("alloc_objects", "alloc_space", "inuse_objects", "inuse_space")) {
                assertThat(pprof.total("-sample_index=" + sampleType, merged))
                        .isEqualTo(pprof.total("-sample_index=" + sampleType, first)
                                + pprof.total("-sample_index=" + sampleType, second));
            }
            assertThat(pprof.top(merged).get(HOLD).flat() / ((2 * THREADS + MORE) * PER_THREAD))
                    .isCloseTo(1, within(0.2));
            List<String> urls = List.of(url(one), url(other));
            assertThat(pprof.top("-sample_index=threadcreate", urls.get(0), urls.get(1))
                            .get(START)
                            .cumulative())
                    .isEqualTo(2 * THREADS + MORE);
        }
    }

    private static String url(ForkedJvm jvm) {
        return jvm.oomtrace().base().resolve("/debug/pprof/threadcreate").toString();
    }

    @OnEachJdk
    void aRestartCanBeComparedWithWhatWasBefore(Jdk jdk) {
        Path before;
        Path threadsBefore;
        try (ForkedJvm old = start(jdk)) {
            hold(old, THREADS);
            before = save(old, "heap", "before.pb.gz");
            threadsBefore = save(old, "threads", "threads-before.pb.gz");
        }
        try (ForkedJvm restarted = start(jdk)) {
            hold(restarted, THREADS + MORE);
            Path after = save(restarted, "heap", "after.pb.gz");
            long change = pprof.top("-diff_base", before, after).get(HOLD).flat();
            assertThat(change)
                    .isEqualTo(pprof.top(after).get(HOLD).flat()
                            - pprof.top(before).get(HOLD).flat());
            assertThat(change / (MORE * PER_THREAD)).isCloseTo(1, within(0.5));
            Path threadsAfter = save(restarted, "threads", "threads-after.pb.gz");
            assertThat(pprof.top("-diff_base", threadsBefore, threadsAfter)
                            .get(HOLD)
                            .cumulative())
                    .isEqualTo(MORE);
        }
    }

    /** JVMs of different versions have the program's lines in common. */
    @OnEachJdk
    void anotherJdkIsNoOtherProgram(Jdk jdk) {
        Jdk other = Jdk.required().get(jdk.feature() == 17 ? 1 : 0);
        try (ForkedJvm one = start(jdk);
                ForkedJvm two = start(other)) {
            hold(one, THREADS);
            hold(two, THREADS + MORE);
            assertThat(pprof.top("-diff_base", save(one, "threads", "one.pb.gz"), save(two, "threads", "two.pb.gz"))
                            .get(HOLD)
                            .cumulative())
                    .isEqualTo(MORE);
        }
    }
}

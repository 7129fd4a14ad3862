package io.oomtrace.benchmarks.accuracy;

import io.oomtrace.benchmarks.run.ForkedJvm;
import io.oomtrace.benchmarks.run.Installation;
import io.oomtrace.benchmarks.run.Jdk;
import java.io.IOException;
import java.util.List;

/** What can be asked how much was allocated where. */
enum Tools {
    OOMTRACE("accuracy", "oomtrace, `interval=4k,samples_per_second=10000`") {
        @Override
        List<String> jvmArguments(Installation files) throws IOException {
            return Oomtrace.jvmArguments(files);
        }

        @Override
        Tool watch(ForkedJvm program, Jdk jdk, Installation files) throws IOException {
            return new Oomtrace(program);
        }
    },
    ASYNC_PROFILER("accuracy of async-profiler", "async-profiler, `alloc=4k`") {
        @Override
        Tool watch(ForkedJvm program, Jdk jdk, Installation files) throws IOException, InterruptedException {
            return new AsyncProfiler(program, files.asyncProfiler(jdk), Tool.ALLOC);
        }
    },
    ASYNC_PROFILER_LIVE("accuracy of async-profiler live", "async-profiler, `alloc=4k,live`") {
        @Override
        Tool watch(ForkedJvm program, Jdk jdk, Installation files) throws IOException, InterruptedException {
            return new AsyncProfiler(program, files.asyncProfiler(jdk), Tool.LIVE);
        }
    },
    JFR("accuracy of JFR", "JFR, `jdk.ObjectAllocationSample` with `throttle=10000/s`") {
        @Override
        Tool watch(ForkedJvm program, Jdk jdk, Installation files) throws IOException {
            return new FlightRecorder(program, jdk);
        }
    };

    private final String part;
    private final String title;

    Tools(String part, String title) {
        this.part = part;
        this.title = title;
    }

    /** Of docs/performance.md. */
    String part() {
        return part;
    }

    /** With its settings. */
    String title() {
        return title;
    }

    List<String> jvmArguments(Installation files) throws IOException {
        return List.of();
    }

    /** Waits until the program is ready. */
    abstract Tool watch(ForkedJvm program, Jdk jdk, Installation files) throws IOException, InterruptedException;
}

package io.oomtrace.fork;

import static io.oomtrace.fork.KnownSpawns.executors;
import static io.oomtrace.fork.KnownSpawns.threads;
import static io.oomtrace.fork.program.KnownThreads.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.fork.program.KnownThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Threads and executors per line, to the last one, against a program that is known by construction. */
class ThreadTruthIT {
    private static final Path SOURCE =
            Repository.file("agent/src/test/java/io/oomtrace/fork/program/KnownThreads.java");

    private static final List<KnownSpawns> LINES = List.of(
            threads("ended threads", ENDED_THREADS, 0),
            threads("living threads", LIVING_THREADS, LIVING_THREADS),
            threads("own threads", OWN_THREADS, OWN_THREADS),
            threads("first start", 1, 1),
            new KnownSpawns("open timers", OPEN_TIMERS, OPEN_TIMERS, OPEN_TIMERS, 0, 0, 0),
            new KnownSpawns(
                    "cancelled timers", CANCELLED_TIMERS, 0, CANCELLED_TIMERS, CANCELLED_TIMERS, CANCELLED_TIMERS, 0),
            new KnownSpawns("dropped timers", DROPPED_TIMERS, 0, DROPPED_TIMERS, 0, 0, DROPPED_TIMERS),
            new KnownSpawns("open cleaners", OPEN_CLEANERS, OPEN_CLEANERS, OPEN_CLEANERS, 0, 0, 0),
            new KnownSpawns("dropped cleaners", DROPPED_CLEANERS, 0, DROPPED_CLEANERS, 0, 0, DROPPED_CLEANERS),
            executors("open pools", OPEN_POOLS, 0, 0, 0),
            threads("open pools' threads", OPEN_POOLS * THREADS_PER_POOL, OPEN_POOLS * THREADS_PER_POOL),
            executors("leaked pools", LEAKED_POOLS, 0, 0, 0),
            threads("leaked pools' threads", LEAKED_POOLS, LEAKED_POOLS),
            executors("unused pools", UNUSED_POOLS, 0, 0, UNUSED_POOLS),
            executors("busy schedulers", BUSY_SCHEDULERS, BUSY_SCHEDULERS, 0, 0),
            threads("busy schedulers' threads", BUSY_SCHEDULERS, BUSY_SCHEDULERS),
            executors("fixed pools", FIXED_POOLS, FIXED_POOLS, FIXED_POOLS, 0),
            threads("fixed pools' threads", FIXED_POOLS * THREADS_PER_POOL, 0),
            executors("open fork-join pools", OPEN_FORK_JOIN_POOLS, 0, 0, 0),
            threads("open fork-join pools' threads", OPEN_FORK_JOIN_POOLS, OPEN_FORK_JOIN_POOLS),
            executors("ended fork-join pools", ENDED_FORK_JOIN_POOLS, ENDED_FORK_JOIN_POOLS, ENDED_FORK_JOIN_POOLS, 0),
            threads("ended fork-join pools' threads", ENDED_FORK_JOIN_POOLS, 0));

    /** From JDK 21. */
    private static final List<KnownSpawns> VIRTUAL = List.of(
            threads("living virtual threads", LIVING_VIRTUAL_THREADS, LIVING_VIRTUAL_THREADS),
            threads("ended virtual threads", ENDED_VIRTUAL_THREADS, 0),
            threads("dropped virtual threads", DROPPED_VIRTUAL_THREADS, 0),
            executors("open per-task executors", OPEN_PER_TASK_EXECUTORS, 0, 0, 0),
            threads("open per-task executors' threads", OPEN_PER_TASK_EXECUTORS, OPEN_PER_TASK_EXECUTORS),
            executors(
                    "ended per-task executors",
                    ENDED_PER_TASK_EXECUTORS,
                    ENDED_PER_TASK_EXECUTORS,
                    ENDED_PER_TASK_EXECUTORS,
                    0),
            threads("ended per-task executors' threads", ENDED_PER_TASK_EXECUTORS, 0),
            executors("dropped per-task executors", DROPPED_PER_TASK_EXECUTORS, 0, 0, DROPPED_PER_TASK_EXECUTORS));

    @StartedAndAttached
    void everyLineHasExactlyItsThreadsAndExecutors(Launch launch, Jdk jdk) {
        List<KnownSpawns> truth = jdk.feature() < 21
                ? LINES
                : Stream.concat(LINES.stream(), VIRTUAL.stream()).toList();
        try (ForkedJvm jvm = ForkedJvm.on(jdk)
                .main(KnownThreads.class)
                .jvmArgs(ONE_CARRIER, COLLECTABLE)
                .agent(launch, "port=0")
                .start()) {
            jvm.awaitReady().send("go");
            jvm.awaitLine("done");
            Endpoint oomtrace = jvm.oomtrace();
            oomtrace.post("/gc");

            // Threads that were told to end, and references to what was collected, take their time.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                Table table = oomtrace.table("/threads?by=line&limit=1000&format=json");
                assertThat(truth.stream().map(line -> line.in(row(table, line.marker()))))
                        .containsExactlyElementsOf(truth);
            });
            Table lines = oomtrace.table("/threads?by=line&limit=1000&format=json");
            assertThat(lines.top()).noneMatch(row -> row.key().endsWith(place("second start")));
            assertThat(lines.coverage("threads_started")).isGreaterThan(0.5).isLessThanOrEqualTo(1);
            assertThat(lines.coverage("threads_live")).isGreaterThan(0.5).isLessThanOrEqualTo(1);
            if (jdk.feature() >= 21) {
                Table types = oomtrace.table("/threads?by=type&limit=1000&format=json");
                assertThat(types.row("virtual thread").value("threads_started")).isEqualTo(VIRTUAL_THREADS);
            }
        }
    }

    private static Table.Row row(Table table, String marker) {
        return table.top().stream()
                .filter(row -> row.key().endsWith(place(marker)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No group for " + marker + " at " + place(marker)));
    }

    private static String place(String marker) {
        return SourceLine.marked(SOURCE, "site: " + marker).inParentheses();
    }
}

package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.hook.Threads;
import io.oomtrace.snapshot.Coverage;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.FrameNames;
import io.oomtrace.stack.StackDepth;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hook by hand, as instrumented code would, on a clock that is set. */
class ThreadRecorderTest {
    private static final int DEPTH = 16;

    private final StackDepth depth = new StackDepth(DEPTH);
    private static final long SECOND = 1_000_000_000;

    private static final class FixedCounters implements ThreadCounters {
        private long started;
        private int live;

        @Override
        public long totalStarted() {
            return started;
        }

        @Override
        public int live() {
            return live;
        }
    }

    private final FixedCounters counters = new FixedCounters();
    private final List<Object> kept = new ArrayList<>();
    private long now = SECOND;
    private long failuresBefore;
    private ThreadRecorder recorder;

    @BeforeEach
    void start() throws ReflectiveOperationException {
        failuresBefore = Threads.failures();
        recorder = new ThreadRecorder(
                new FrameNames(depth, type -> false), depth, ExecutorStates.open(), counters, () -> now);
        recorder.start();
    }

    @AfterEach
    void close() {
        recorder.close();
        assertThat(Threads.failures()).isEqualTo(failuresBefore);
    }

    /** A thread that starts as far as the recorder is told. */
    private Thread spawn() {
        return spawn(new Thread("worker"));
    }

    private Thread spawn(Thread thread) {
        kept.add(thread);
        Threads.starting(thread);
        counters.started++;
        counters.live++;
        return thread;
    }

    private void spawn(int threads) {
        IntStream.range(0, threads).forEach(i -> spawn());
    }

    private void end(Thread thread) {
        Threads.ended(thread);
        counters.live--;
    }

    private <T> T make(T executor) {
        kept.add(executor);
        Threads.executorCreated(executor);
        return executor;
    }

    private static void onThread(String name, Runnable action) throws InterruptedException {
        Thread thread = new Thread(action, name);
        thread.start();
        thread.join();
    }

    private double total(String metric) {
        Snapshot snapshot = recorder.snapshot();
        int index = snapshot.metrics().stream().map(Metric::name).toList().indexOf(metric);
        return snapshot.sites().stream()
                .mapToDouble(site -> site.values().value(index))
                .sum();
    }

    private Coverage coverage(String metric) {
        return recorder.snapshot().coverage().stream()
                .filter(coverage -> coverage.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSiteIsTheCallersStackWithTypeAndThread() {
        spawn();
        Site site = recorder.snapshot().sites().get(0);
        assertThat(site.type()).isEqualTo("platform thread");
        assertThat(site.thread()).isEqualTo("main");
        assertThat(site.stack().leaf().className()).isEqualTo(getClass().getName());
        assertThat(site.stack().leaf().methodName()).isEqualTo("spawn");
        assertThat(site.stack().frames()).hasSize(DEPTH);
        assertThat(site.stack().truncated()).isTrue();
    }

    @Test
    void startsAndEndsAreCounted() {
        Thread first = spawn();
        spawn(4);
        end(first);
        assertThat(total("threads_started")).isEqualTo(5);
        assertThat(total("threads_live")).isEqualTo(4);
        assertThat(total("threads_live_peak")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void ratesFollowTheClock() {
        spawn(30);
        now += SECOND;
        assertThat(total("rate_1s")).isEqualTo(30);
        assertThat(total("rate_10s")).isEqualTo(3);
        assertThat(total("rate_60s")).isEqualTo(0.5);
        now += SECOND;
        assertThat(total("rate_1s")).isZero();
        assertThat(total("rate_peak")).isEqualTo(30);
    }

    @Test
    void nothingIsCountedWhileStoppedButEnds() {
        Thread thread = spawn();
        ExecutorService pool = make(Executors.newCachedThreadPool());
        recorder.stop();
        spawn();
        make(new Timer(true)).cancel();
        assertThat(recorder.engine().recording()).isFalse();
        assertThat(total("threads_started")).isEqualTo(1);
        assertThat(total("executors_created")).isEqualTo(1);
        end(thread);
        Threads.executorShutdown(pool);
        assertThat(total("threads_live")).isZero();
        assertThat(total("executors_shut_down")).isEqualTo(1);
        recorder.start();
        spawn();
        assertThat(recorder.engine().recording()).isTrue();
        assertThat(total("threads_started")).isEqualTo(2);
    }

    @Test
    void resetForgetsAllButWhatLives() {
        end(spawn());
        spawn();
        ExecutorService ended = make(Executors.newCachedThreadPool());
        Threads.executorShutdown(ended);
        ended.shutdown();
        ExecutorService open = make(Executors.newCachedThreadPool());
        recorder.reset();
        assertThat(total("threads_started")).isZero();
        assertThat(total("threads_live")).isEqualTo(1);
        assertThat(total("executors_created")).isEqualTo(1);
        assertThat(total("executors_terminated")).isZero();
        Threads.executorShutdown(open);
        assertThat(total("executors_shut_down")).isEqualTo(1);
    }

    @Test
    void sitesOfWhichNothingIsLeftAreNotShown() {
        end(spawn());
        assertThat(recorder.snapshot().sites()).hasSize(1);
        recorder.reset();
        assertThat(recorder.snapshot().sites()).isEmpty();
    }

    @Test
    void closingLetsGoOfTheHook() {
        Thread thread = spawn();
        recorder.close();
        spawn();
        end(thread);
        assertThat(total("threads_started")).isEqualTo(1);
        assertThat(total("threads_live")).isEqualTo(1);
    }

    @Test
    void executorsAreFollowedFromTheirMakingToTheirTermination() {
        ExecutorService pool = make(Executors.newFixedThreadPool(1));
        make(new Timer(true)).cancel();
        assertThat(recorder.snapshot().sites())
                .extracting(Site::type)
                .containsExactlyInAnyOrder(pool.getClass().getName(), Timer.class.getName());
        assertThat(total("executors_never_shut_down")).isEqualTo(2);
        pool.shutdown();
        Threads.executorShutdown(pool);
        assertThat(total("executors_shut_down")).isEqualTo(1);
        assertThat(total("executors_terminated")).isEqualTo(1);
        assertThat(total("executors_live")).isEqualTo(1);
        assertThat(recorder.engine().figures()).containsEntry("executors_followed", 1L);
    }

    @Test
    void whatIsCollectedIsNoLongerThere() {
        spawn(3);
        make(Executors.newCachedThreadPool());
        kept.clear();
        System.gc();
        await().until(() -> total("threads_live") == 0 && total("executors_garbage") == 1);
        assertThat(total("threads_started")).isEqualTo(3);
        assertThat(recorder.engine().figures())
                .containsEntry("threads_followed", 0L)
                .containsEntry("executors_followed", 0L);
    }

    @Test
    void theToolsOwnThreadsAreLeftOut() throws InterruptedException {
        spawn(new Thread("oomtrace-sampler"));
        onThread("oomtrace-http-1", () -> {
            spawn();
            make(Executors.newCachedThreadPool());
        });
        assertThat(recorder.snapshot().sites()).isEmpty();
        onThread("not-oomtrace-1", () -> {
            spawn();
            make(Executors.newCachedThreadPool());
        });
        assertThat(total("threads_started")).isEqualTo(1);
        assertThat(total("executors_created")).isEqualTo(1);
    }

    /** Starts so many threads in each second, or ends them; one call is one site. */
    private void storm(int... changes) {
        for (int threads : changes) {
            now += SECOND;
            spawn(threads);
            for (int i = threads; i < 0; i++) {
                end((Thread) kept.remove(kept.size() - 1));
            }
        }
    }

    @Test
    void aThousandStartsInASecondAreOneStorm() {
        storm(999, 3000, 999);
        assertThat(recorder.storms()).singleElement().satisfies(storm -> {
            assertThat(storm.startsInSecond()).isEqualTo(1000);
            assertThat(storm.live()).isEqualTo(1999);
            assertThat(storm.site()).startsWith(getClass().getName() + ".spawn(ThreadRecorderTest.java:");
        });
        assertThat(total("threads_started")).isEqualTo(4998);
    }

    @Test
    void fiveThousandLiveThreadsAreOneStorm() {
        storm(900, 900, 900, 900, 900, 499);
        assertThat(recorder.storms()).isEmpty();
        storm(900, 900, 900, 900, 900, 500, 400);
        assertThat(recorder.storms()).singleElement().satisfies(storm -> {
            assertThat(storm.startsInSecond()).isEqualTo(500);
            assertThat(storm.live()).isEqualTo(5000);
        });
    }

    @Test
    void threadsThatComeAndGoAtTheThresholdAreOneStorm() {
        storm(900, 900, 900, 900, 900, 499, 1, -1, 1, -5, 50, -50, 50);
        assertThat(recorder.storms())
                .singleElement()
                .satisfies(storm -> assertThat(storm.live()).isEqualTo(5000));
    }

    @Test
    void aStormThatComesBackIsAnother() {
        storm(900, 900, 900, 900, 900, 500, -3000, 900, 900, 900, 300);
        assertThat(recorder.storms()).hasSize(2);
    }

    /** As lines are elsewhere: a thread may be started by the JDK for the user, and not from java.* only. */
    @Test
    void aStormIsNamedByTheFirstFrameThatIsNotTheJdks() throws ReflectiveOperationException {
        MethodHandle starting = MethodHandles.lookup()
                .findStatic(Threads.class, "starting", MethodType.methodType(void.class, Thread.class));
        Runnable proxyOfTheJdk = MethodHandleProxies.asInterfaceInstance(
                Runnable.class, MethodHandles.insertArguments(starting, 0, Thread.currentThread()));
        IntStream.range(0, 1000).forEach(i -> proxyOfTheJdk.run());
        assertThat(recorder.storms())
                .singleElement()
                .satisfies(
                        storm -> assertThat(storm.site()).startsWith(getClass().getName() + "."));
    }

    @Test
    void theLastStormsAreKept() {
        for (int i = 0; i < 40; i++) {
            storm(1000, -1000);
        }
        assertThat(recorder.storms()).hasSize(32);
        recorder.reset();
        assertThat(recorder.storms()).isEmpty();
    }

    @Test
    void coverageIsOfPlatformThreadsWhileRecording() {
        counters.started = 1000; // before us
        recorder.reset();
        spawn(30);
        counters.started += 10; // unseen
        recorder.stop();
        counters.started += 500;
        assertThat(coverage("threads_started").actual()).isEqualTo(40);
        recorder.start();
        spawn(20);
        assertThat(coverage("threads_started").seen()).isEqualTo(50);
        assertThat(coverage("threads_started").actual()).isEqualTo(60);
        assertThat(coverage("threads_live").seen()).isEqualTo(50);
        assertThat(coverage("threads_live").actual()).isEqualTo(50);
        recorder.reset();
        counters.started += 3;
        assertThat(coverage("threads_started").seen()).isZero();
        assertThat(coverage("threads_started").actual()).isEqualTo(3);
    }
}

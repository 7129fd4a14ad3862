package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.snapshot.CallStack;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveExecutorsTest {
    private static final int CAPACITY = 3;

    private final SpawnSite site = new SpawnSite(CallStack.of(List.of(), false), "pool", "main");
    private LiveExecutors executors;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        executors = new LiveExecutors(CAPACITY, ExecutorStates.open());
    }

    private <T> T created(T executor) {
        assertThat(executors.created(executor, site)).isTrue();
        site.executorCreated();
        return executor;
    }

    private long value(String metric) {
        List<String> names =
                SpawnSite.METRICS.stream().map(known -> known.name()).toList();
        return (long) site.site(0, 0).values().value(names.indexOf(metric));
    }

    @Test
    void aShutdownIsCountedOnce() {
        Object executor = created(Executors.newCachedThreadPool());
        executors.shutDown(executor);
        executors.shutDown(executor);
        assertThat(value("executors_shut_down")).isEqualTo(1);
        assertThat(value("executors_never_shut_down")).isZero();
    }

    @Test
    void theShutdownOfAnUnknownExecutorIsNothing() {
        created(Executors.newCachedThreadPool());
        executors.shutDown(Executors.newCachedThreadPool());
        assertThat(value("executors_shut_down")).isZero();
    }

    @Test
    void anExecutorTerminatesWithItsLastTask() throws InterruptedException {
        ExecutorService executor = created(Executors.newFixedThreadPool(1));
        CountDownLatch done = new CountDownLatch(1);
        executor.submit(() -> done.await(1, TimeUnit.MINUTES));
        executor.shutdown();
        executors.shutDown(executor);
        executors.sweep();
        assertThat(value("executors_terminated")).isZero();
        assertThat(value("executors_live")).isEqualTo(1);

        done.countDown();
        assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        executors.sweep();
        executors.sweep();
        assertThat(value("executors_terminated")).isEqualTo(1);
        assertThat(value("executors_live")).isZero();
        assertThat(executors.size()).isZero();
    }

    @Test
    void aCancelledTimerHasTerminated() {
        Timer timer = created(new Timer(true));
        executors.sweep();
        assertThat(value("executors_terminated")).isZero();
        timer.cancel();
        executors.shutDown(timer);
        executors.sweep();
        assertThat(value("executors_terminated")).isEqualTo(1);
    }

    @Test
    void anExecutorCollectedWithoutShutdownIsGarbage() {
        Object kept = created(Executors.newCachedThreadPool());
        created(Executors.newCachedThreadPool());
        System.gc();
        await().untilAsserted(() -> {
            executors.sweep();
            assertThat(value("executors_garbage")).isEqualTo(1);
        });
        assertThat(value("executors_terminated")).isZero();
        assertThat(value("executors_live")).isEqualTo(1);
        executors.shutDown(kept);
        assertThat(value("executors_shut_down")).isEqualTo(1);
    }

    @Test
    void anExecutorCollectedAfterItsShutdownHasTerminated() {
        executors.shutDown(created(Executors.newCachedThreadPool()));
        System.gc();
        await().untilAsserted(() -> {
            executors.sweep();
            assertThat(value("executors_terminated")).isEqualTo(1);
        });
        assertThat(value("executors_garbage")).isZero();
        assertThat(executors.size()).isZero();
    }

    @Test
    void moreThanThereIsRoomForAreNotFollowed() {
        Timer[] timers = new Timer[CAPACITY];
        for (int i = 0; i < CAPACITY; i++) {
            timers[i] = created(new Timer(true));
        }
        assertThat(executors.created(new Timer(true), site)).isFalse();
        assertThat(executors.size()).isEqualTo(CAPACITY);

        timers[0].cancel();
        executors.shutDown(timers[0]);
        executors.sweep();
        created(new Timer(true));
        Reference.reachabilityFence(timers); // a dropped one would make room
    }
}

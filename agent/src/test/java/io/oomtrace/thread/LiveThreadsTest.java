package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.oomtrace.snapshot.CallStack;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveThreadsTest {
    private static final int CAPACITY = 3;

    private final LiveThreads threads = new LiveThreads(CAPACITY);
    private final SpawnSite site = new SpawnSite(CallStack.of(List.of(), false), "platform thread", "main");

    private Thread start(Thread thread) {
        threads.started(thread, site, 1, 0);
        site.threadsStarted(1, 0);
        return thread;
    }

    @Test
    void aThreadLivesFromItsStartToItsEnd() {
        Thread first = start(new Thread());
        Thread second = start(new Thread());
        assertThat(site.live()).isEqualTo(2);
        threads.ended(first);
        assertThat(site.live()).isEqualTo(1);
        threads.ended(second);
        assertThat(site.live()).isZero();
        assertThat(threads.size()).isZero();
    }

    @Test
    void noMoreAreFollowedThanThereIsRoomFor() {
        Thread first = start(new Thread());
        for (int i = 1; i < CAPACITY; i++) {
            start(new Thread());
        }
        assertThat(threads.started(new Thread(), site, 1, 0)).isFalse();
        threads.ended(first);
        assertThat(threads.started(new Thread(), site, 1, 0)).isTrue();
        assertThat(threads.size()).isEqualTo(CAPACITY);
    }

    @Test
    void theEndOfAThreadIsCountedOnce() {
        start(new Thread());
        Thread ended = start(new Thread());
        threads.ended(ended);
        threads.ended(ended);
        assertThat(site.live()).isEqualTo(1);
    }

    @Test
    void theEndOfAnUnknownThreadIsNothing() {
        start(new Thread());
        threads.ended(new Thread());
        assertThat(site.live()).isEqualTo(1);
    }

    @Test
    void aThreadWhoseStartFailedIsTakenOffAfterAWhile() {
        Thread failed = start(new Thread());
        threads.sweep(TimeUnit.SECONDS.toNanos(10));
        assertThat(site.live()).isEqualTo(1);
        threads.sweep(TimeUnit.SECONDS.toNanos(11));
        assertThat(site.live()).isZero();
        assertThat(failed.isAlive()).isFalse();
    }

    /** Thread.start can be called again when it threw for want of memory. */
    @Test
    void aThreadWhoseStartFailedMayBeStartedAgain() {
        Thread thread = new Thread();
        start(thread);
        start(thread);
        assertThat(site.live()).isEqualTo(1);
        threads.ended(thread);
        assertThat(site.live()).isZero();
    }

    @Test
    void aThreadThatRunsIsNotTakenOff() {
        start(Thread.currentThread());
        threads.sweep(Long.MAX_VALUE);
        assertThat(site.live()).isEqualTo(1);
    }

    @Test
    void aThreadThatWasCollectedHasEnded() {
        start(new Thread());
        Thread kept = start(new Thread());
        System.gc();
        await().untilAsserted(() -> {
            threads.sweep(0);
            assertThat(site.live()).isEqualTo(1);
        });
        threads.ended(kept);
        assertThat(threads.size()).isZero();
    }

    @Test
    void threadsThatCallThemselvesEqualAreTold() {
        Thread first = start(new Twin());
        Thread second = start(new Twin());
        assertThat(threads.size()).isEqualTo(2);
        threads.ended(first);
        assertThat(threads.size()).isEqualTo(1);
        threads.ended(second);
        assertThat(threads.size()).isZero();
    }

    private static final class Twin extends Thread {
        @Override
        public boolean equals(Object other) {
            return other instanceof Twin;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class CollectionClockTest {
    private static final long FOREVER_MS = 0;

    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
    private final CollectionClock clock = new CollectionClock(queue);

    @Test
    void aCollectionIsSeenAtOnce() {
        System.gc();
        assertThat(clock.now()).isEqualTo(1);
    }

    @Test
    void collectionsNobodyLookedBetweenAreOne() {
        System.gc();
        System.gc();
        assertThat(clock.now()).isEqualTo(1);
    }

    @Test
    void afterARenewalTheNextCollectionCountsThoughTheLastWasNotYetHeardOf() throws InterruptedException {
        System.gc();
        assertThat(clock.renew()).isEqualTo(1);
        System.gc();
        assertThat(clock.now()).isEqualTo(2);
        assertThat(clock.ended(queue.remove(FOREVER_MS))).isTrue();
        assertThat(clock.ended(queue.remove(FOREVER_MS))).isTrue();
        assertThat(clock.now()).isEqualTo(2);
        System.gc();
        assertThat(clock.now()).isEqualTo(3);
    }

    @Test
    void aRenewalWithoutACollectionChangesNothing() {
        assertThat(clock.renew()).isZero();
        assertThat(clock.now()).isZero();
    }

    @Test
    void otherReferencesAreNotItsOwn() {
        Reference<Object> other = new WeakReference<>(new Object());
        assertThat(clock.ended(other)).isFalse();
    }
}

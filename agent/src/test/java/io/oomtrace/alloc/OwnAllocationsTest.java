package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.hook.AllocationListener;
import io.oomtrace.hook.Allocations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the agent allocates on a thread of the application is counted, but not sampled. */
class OwnAllocationsTest {
    private final Thread thread = Thread.currentThread();
    private int sampled;

    @AfterEach
    void disarm() {
        Allocations.setListener(null);
    }

    /** Wants every allocation, and makes some itself through the hook. */
    private class Allocating implements AllocationListener {
        @Override
        public long budget(int slot) {
            return Allocations.budget(1, 0);
        }

        @Override
        public void sampled(Object allocated, long bytes, int tag) {
            if (Thread.currentThread() == thread) {
                sampled++;
                Allocations.object();
                Allocations.array4(1000);
            }
        }
    }

    @Test
    void theListenersAreNotGivenToIt() {
        Allocations.setListener(new Allocating());
        Allocations.object();
        Allocations.object();
        assertThat(sampled).isEqualTo(2);
    }

    @Test
    void aPausedThreadIsNotSampledUntilItIsResumed() {
        Allocations.setListener(new Allocating());
        boolean outer = Allocations.pause();
        boolean inner = Allocations.pause();
        Allocations.object();
        Allocations.resume(inner);
        Allocations.object();
        Allocations.resume(outer);
        assertThat(sampled).isZero();
        Allocations.object();
        assertThat(sampled).isEqualTo(1);
    }

    @Test
    void aListenerThatThrowsIsCountedAndAskedAgain() {
        long failures = Allocations.failures();
        Allocations.setListener(new Allocating() {
            @Override
            public void sampled(Object allocated, long bytes, int tag) {
                super.sampled(allocated, bytes, tag);
                throw new IllegalStateException("on purpose");
            }
        });
        Allocations.object();
        for (int i = 0; sampled < 2 && i < 1_000_000; i++) {
            Allocations.object();
        }
        assertThat(sampled).isEqualTo(2);
        assertThat(Allocations.failures() - failures).isGreaterThanOrEqualTo(2);
    }
}

package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nothing is instrumented here; that the probes see hooks that do fire is told by every program run with the agent. */
class HookProbeTest {
    @Test
    void tellsThatAllocationsAreNotSeen() {
        assertThat(HookProbe.allocationFires(() -> null)).isFalse();
    }

    @Test
    void tellsThatThreadStartsAreNotSeen() throws InterruptedException {
        assertThat(HookProbe.threadStartFires()).isFalse();
    }
}

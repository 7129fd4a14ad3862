package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnSiteTest {
    private static final long SECOND = 1_000_000_000;

    private final SpawnSite site = new SpawnSite(CallStack.of(List.of(), false), "platform thread", "main");

    private static void times(int times, Runnable event) {
        for (int i = 0; i < times; i++) {
            event.run();
        }
    }

    /** By name, those that are 0 left out. */
    private Map<String, Double> values(long nanos) {
        Values values = site.site(nanos, 0).values();
        assertThat(values.size()).isEqualTo(SpawnSite.METRICS.size());
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.value(i) != 0) {
                byName.put(SpawnSite.METRICS.get(i).name(), values.value(i));
            }
        }
        return byName;
    }

    @Test
    void everyThreadMetricHasItsValue() {
        times(20, () -> site.threadsStarted(1, 5 * SECOND));
        times(100, () -> site.threadsStarted(1, 61 * SECOND));
        times(40, () -> site.threadsStarted(1, 62 * SECOND));
        times(7, () -> site.threadsEnded(1));
        assertThat(values(63 * SECOND))
                .containsOnly(
                        Map.entry("threads_started", 160.0),
                        Map.entry("threads_live", 153.0),
                        Map.entry("threads_live_peak", 160.0),
                        Map.entry("rate_peak", 100.0),
                        Map.entry("rate_1s", 40.0),
                        Map.entry("rate_10s", 14.0),
                        Map.entry("rate_60s", 160.0 / 60));
    }

    @Test
    void everyExecutorMetricHasItsValue() {
        times(31, site::executorCreated);
        times(11, site::executorShutDown);
        times(5, site::executorTerminated);
        times(2, site::executorCollected);
        assertThat(values(0))
                .containsOnly(
                        Map.entry("executors_created", 31.0),
                        Map.entry("executors_shut_down", 11.0),
                        Map.entry("executors_never_shut_down", 20.0),
                        Map.entry("executors_terminated", 5.0),
                        Map.entry("executors_garbage", 2.0),
                        Map.entry("executors_live", 24.0));
    }

    @Test
    void resetKeepsTheThreadsThatLive() {
        times(9, () -> site.threadsStarted(1, SECOND));
        times(5, () -> site.threadsEnded(1));
        site.reset();
        assertThat(values(SECOND)).containsOnly(Map.entry("threads_live", 4.0), Map.entry("threads_live_peak", 4.0));
        assertThat(site.isEmpty()).isFalse();
        times(4, () -> site.threadsEnded(1));
        assertThat(values(SECOND)).containsOnly(Map.entry("threads_live_peak", 4.0));
    }

    @Test
    void resetKeepsTheExecutorsThatLive() {
        times(31, site::executorCreated);
        times(11, site::executorShutDown);
        times(5, site::executorTerminated);
        times(2, site::executorCollected);
        site.reset();
        assertThat(values(0))
                .containsOnly(
                        Map.entry("executors_created", 24.0),
                        Map.entry("executors_shut_down", 6.0),
                        Map.entry("executors_never_shut_down", 18.0),
                        Map.entry("executors_live", 24.0));
        times(6, site::executorTerminated);
        assertThat(values(0)).containsEntry("executors_terminated", 6.0).containsEntry("executors_live", 18.0);
    }

    @Test
    void nothingIsLeftOfWhatHasEndedWhenItIsReset() {
        site.threadsStarted(1, SECOND);
        site.threadsEnded(1);
        site.executorCreated();
        site.executorShutDown();
        site.executorTerminated();
        assertThat(site.isEmpty()).isFalse();
        site.reset();
        assertThat(site.isEmpty()).isTrue();
        assertThat(values(SECOND)).isEmpty();
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.oomtrace.hook.Allocations;
import io.oomtrace.snapshot.Metric;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.snapshot.TracedMemory;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.WalkedStacks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls the hook by hand, as instrumented code would, with arrays whose number and size are known. */
class AllocationRecorderTest {
    private static final int ARRAY_BYTES = 1016;

    private static final class FixedCounters implements JvmCounters {
        private volatile long allocated;

        @Override
        public long allocatedBytes() {
            return allocated;
        }

        @Override
        public String allocatedBytesSource() {
            return "test";
        }

        @Override
        public int ownThreads() {
            return 1;
        }

        @Override
        public long ownCpuNanos() {
            return 7;
        }

        @Override
        public double heapAfterCollection() {
            return 1000;
        }
    }

    private final StackDepth depth = new StackDepth(16);
    private final FixedCounters counters = new FixedCounters();
    private final List<Object> kept = new ArrayList<>();
    private AllocationRecorder recorder;

    @BeforeEach
    void start() {
        recorder = recorder(new AllocationSettings(4096, 20_000, 16_384, 1000));
        recorder.start();
    }

    private AllocationRecorder recorder(AllocationSettings settings) {
        return new AllocationRecorder(
                settings,
                new HookSampler(settings, () -> null),
                object -> ((byte[]) object).length + 16,
                counters,
                new WalkedStacks(depth, type -> false));
    }

    @AfterEach
    void stop() {
        recorder.close();
    }

    /** The recorder is held up while there are twice as many samples as there is room for. */
    @Test
    void whatIsThrownOutWhenThereAreTooManyIsCountedByTheOthers() {
        recorder = recorder(new AllocationSettings(4096, 200, 16_384, 1000));
        byte[] array = new byte[ARRAY_BYTES - 16];
        int rounds = 400;
        int samples = 512;
        for (int round = 0; round < rounds; round++) {
            synchronized (recorder) {
                for (int i = 0; i < samples; i++) {
                    recorder.take(array, 1);
                }
            }
            recorder.coverage();
        }
        double truth = (double) rounds * samples * ARRAY_BYTES;
        assertThat(recorder.engine().figures().get("samples_dropped").longValue())
                .isGreaterThan(rounds * samples / 4);
        assertThat(allocated(recorder.snapshot().sites())).isCloseTo(truth, withinPercentage(10));
    }

    @Test
    void theDepthMayChangeAndWhatWasRecordedStays() {
        allocate(10_000, false);
        double before = allocated(recorder.snapshot().sites());
        depth.set(1);
        allocate(10_000, false);
        List<Site> sites = recorder.snapshot().sites();
        assertThat(sites).anySatisfy(site -> assertThat(site.stack().frames()).hasSize(1));
        double deeper = allocated(
                sites.stream().filter(site -> site.stack().frames().size() > 1).toList());
        assertThat(deeper).isEqualTo(before).isPositive();
        assertThat(allocated(sites)).isGreaterThan(before);
    }

    private static double allocated(List<Site> sites) {
        int metric = SiteTable.METRICS.indexOf(SiteTable.METRICS.stream()
                .filter(one -> one.name().equals("alloc_bytes"))
                .findAny()
                .orElseThrow());
        return sites.stream().mapToDouble(site -> site.values().value(metric)).sum();
    }

    private void allocate(int arrays, boolean keep) {
        for (int i = 0; i < arrays; i++) {
            byte[] array = new byte[ARRAY_BYTES - 16];
            Allocations.result(array);
            if (keep) {
                kept.add(array);
            }
        }
    }

    private static double total(Snapshot snapshot, String metric) {
        int index = snapshot.metrics().stream().map(Metric::name).toList().indexOf(metric);
        return snapshot.sites().stream()
                .mapToDouble(site -> site.values().value(index))
                .sum();
    }

    private void collect() {
        assertThat(recorder.collect()).isTrue();
    }

    @Test
    void allocatedBytesAreEstimatedWithinTheirError() {
        allocate(100_000, false);
        Snapshot snapshot = recorder.snapshot();
        double truth = 100_000.0 * ARRAY_BYTES;
        assertThat(total(snapshot, "alloc_bytes")).isCloseTo(truth, within(0.1 * truth));
        assertThat(total(snapshot, "alloc_count")).isCloseTo(100_000, within(10_000.0));
    }

    @Test
    void thePeakIsTheMostThatHasLivedAtOnce() {
        allocate(50_000, true);
        collect();
        double most = 50_000.0 * ARRAY_BYTES;
        assertThat(recorder.traced().current().value(0)).isCloseTo(most, within(0.1 * most));
        kept.subList(10_000, 50_000).clear();
        collect();
        TracedMemory traced = recorder.traced();
        assertThat(traced.current().value(0)).isCloseTo(0.2 * most, within(0.03 * most));
        assertThat(traced.peak().value(0)).isCloseTo(most, within(0.1 * most));
        assertThat(traced.peakAt()).isAfterOrEqualTo(traced.peakSince());

        recorder.resetPeak();
        TracedMemory reset = recorder.traced();
        assertThat(reset.peak()).isEqualTo(reset.current());
        assertThat(reset.peakSince()).isAfterOrEqualTo(traced.peakAt());
    }

    @Test
    void thePeakIsSeenThoughNobodyAsks() {
        allocate(50_000, true);
        collect();
        await().until(() -> recorder.history().seconds().length > 0); // It has looked.
        kept.clear();
        collect();
        TracedMemory traced = recorder.traced();
        assertThat(traced.current().value(0)).isLessThan(0.01 * 50_000 * ARRAY_BYTES);
        assertThat(traced.peak().value(0)).isGreaterThan(0.9 * 50_000 * ARRAY_BYTES);
    }

    @Test
    void theSiteIsTheCallersStackWithTypeAndThread() {
        allocate(10_000, false);
        Site site = recorder.snapshot().sites().get(0);
        assertThat(site.type()).isEqualTo("byte[]");
        assertThat(site.thread()).isEqualTo("main");
        assertThat(site.stack().frames().get(0).className())
                .isEqualTo(getClass().getName());
        assertThat(site.stack().frames().get(0).methodName()).isEqualTo("allocate");
        assertThat(site.stack().frames().get(0).fileName()).isEqualTo("AllocationRecorderTest.java");
        assertThat(site.stack().frames().get(1).methodName()).isEqualTo("theSiteIsTheCallersStackWithTypeAndThread");
        assertThat(site.stack().frames()).hasSize(16);
        assertThat(site.stack().truncated()).isTrue();
    }

    @Test
    void liveIsWhatTheLastCollectionLeft() {
        allocate(50_000, true);
        allocate(50_000, false);
        collect();
        double truth = 50_000.0 * ARRAY_BYTES;
        assertThat(total(recorder.snapshot(), "live_bytes")).isCloseTo(truth, within(0.1 * truth));
        kept.clear();
        collect();
        assertThat(total(recorder.snapshot(), "live_bytes")).isZero();
        assertThat(total(recorder.snapshot(), "alloc_bytes")).isCloseTo(2 * truth, within(0.2 * truth));
    }

    @Test
    void whatLivesHasTheAgeOfTheCollectionsItSurvived() {
        allocate(50_000, true);
        collect();
        long between = collections();
        allocate(25_000, true);
        collect();
        double truth = 25_000.0 * ARRAY_BYTES;
        int oldest = (int) (collections() - between);
        assertThat(liveBytes(oldest + 1, Integer.MAX_VALUE)).isCloseTo(2 * truth, within(0.2 * truth));
        assertThat(liveBytes(1, oldest)).isCloseTo(truth, within(0.1 * truth));
        assertThat(liveBytes(Site.NO_AGE, 0)).isZero();
    }

    private long collections() {
        return recorder.engine().figures().get("collections").longValue();
    }

    private double liveBytes(int leastAge, int mostAge) {
        return recorder.snapshot().sites().stream()
                .filter(site -> site.age() >= leastAge && site.age() <= mostAge)
                .mapToDouble(site -> site.values().value(0))
                .sum();
    }

    @Test
    void nothingIsRecordedWhileStopped() {
        recorder.stop();
        allocate(10_000, false);
        assertThat(recorder.snapshot().sites()).isEmpty();
        assertThat(recorder.snapshot().engine().recording()).isFalse();
        recorder.start();
        allocate(10_000, false);
        assertThat(recorder.snapshot().sites()).isNotEmpty();
    }

    @Test
    void resetForgets() {
        allocate(10_000, true);
        Number recording = recorder.engine().figures().get("recording_id");
        assertThat(recorder.engine().figures()).containsEntry("recording_id", recording);
        recorder.reset();
        assertThat(recorder.engine().figures()).doesNotContainEntry("recording_id", recording);
        assertThat(recorder.snapshot().sites()).isEmpty();
        collect();
        assertThat(recorder.snapshot().sites()).isEmpty();
    }

    @Test
    void saysHowManySamplesTheLastSecondHad() {
        recorder.close();
        recorder = recorder(new AllocationSettings(4096, 200, 16_384, 1000));
        recorder.start();
        await().until(() -> {
            allocate(10_000, false);
            return samplesPerSecond() > 0;
        });
        assertThat(samplesPerSecond()).isLessThanOrEqualTo(200);
    }

    private long samplesPerSecond() {
        return recorder.engine().figures().get("samples_per_second").longValue();
    }

    @Test
    void coverageComparesWithTheJvmWhileRecording() {
        counters.allocated = 500;
        recorder.stop();
        counters.allocated = 10_000;
        recorder.start();
        counters.allocated = 10_700;
        assertThat(recorder.snapshot().coverage().get(0).actual()).isEqualTo(1200);
        recorder.reset();
        counters.allocated = 11_000;
        assertThat(recorder.snapshot().coverage().get(0).actual()).isEqualTo(300);
    }

    @Test
    void sitesAreBounded() {
        recorder.close();
        recorder = recorder(new AllocationSettings(1, 10_000, 64, 3));
        recorder.start();
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(() -> allocate(1, false), Character.toString('a' + i % 26));
            thread.start();
            await().until(() -> !thread.isAlive());
        }
        assertThat(recorder.snapshot().sites())
                .filteredOn(site -> site.age() == Site.NO_AGE)
                .hasSizeLessThanOrEqualTo(4);
        assertThat(total(recorder.snapshot(), "alloc_count")).isCloseTo(50, within(1.0));
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.Frame;
import io.oomtrace.snapshot.Site;
import io.oomtrace.snapshot.Snapshot;
import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.Stacks;
import io.oomtrace.stack.WalkedStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Samples that somebody else has taken, who knows at times which of them live. */
class TakenSamplesTest {
    private static final class SomebodyElse implements Sampler {
        private final List<TakenSample> allocated = new ArrayList<>();
        private List<TakenSample> living;
        private Taker taker;
        private int looks;
        private int forgotten;

        @Override
        public String name() {
            return "else";
        }

        @Override
        public void start(Taker newTaker) {
            taker = newTaker;
        }

        @Override
        public void stop() {}

        @Override
        public void tick() {}

        @Override
        public synchronized void deliver() {
            allocated.forEach(taker::taken);
            allocated.clear();
            if (living != null) {
                taker.living(living);
                living = null;
            }
        }

        @Override
        public void look() {
            looks++;
        }

        @Override
        public void forget() {
            forgotten++;
        }

        @Override
        public boolean followsLive() {
            return false;
        }

        @Override
        public Map<String, Number> figures() {
            return Map.of("looks", looks);
        }

        @Override
        public long intervalBytes() {
            return 1000;
        }

        @Override
        public long failures() {
            return 0;
        }
    }

    private static final JvmCounters NO_COUNTERS = new JvmCounters() {
        @Override
        public long allocatedBytes() {
            return 0;
        }

        @Override
        public String allocatedBytesSource() {
            return "test";
        }

        @Override
        public long ownCpuNanos() {
            return 0;
        }

        @Override
        public int ownThreads() {
            return 1;
        }

        @Override
        public double heapAfterCollection() {
            return Double.NaN;
        }
    };

    private final SomebodyElse sampler = new SomebodyElse();
    private final AllocationRecorder recorder = new AllocationRecorder(
            new AllocationSettings(1000, 200, 64, 100),
            sampler,
            object -> 0,
            NO_COUNTERS,
            new WalkedStacks(new StackDepth(16), type -> false));

    @AfterEach
    void close() {
        recorder.close();
    }

    private static TakenSample sample(String type, long size, double probability) {
        Stacks.Named stack = new Stacks.Named(List.of(new Frame("com.acme.Cache", "put", "Cache.java", 42)), false);
        return new TakenSample(stack, type, "main", size, probability);
    }

    private static double sum(Snapshot snapshot, int metric) {
        double sum = 0;
        for (Site site : snapshot.sites()) {
            sum += site.values().value(metric);
        }
        return sum;
    }

    @Test
    void theyCountWithTheirWeights() {
        recorder.start();
        sampler.allocated.add(sample("byte[]", 100, 0.1));
        sampler.allocated.add(sample("int[]", 1000, 0.5));

        Snapshot snapshot = recorder.snapshot();
        assertThat(sum(snapshot, 0)).isZero();
        assertThat(sum(snapshot, 2)).isEqualTo(3000);
        assertThat(sum(snapshot, 3)).isEqualTo(12);
        assertThat(snapshot.engine().figures()).containsEntry("looks", 0L).containsEntry("samples", 2L);
    }

    @Test
    void whatLivesIsThatOfTheLastLookWhateverIsCollected() {
        recorder.start();
        sampler.living = List.of(sample("byte[]", 100, 0.1), sample("byte[]", 100, 0.1));
        assertThat(sum(recorder.snapshot(), 0)).isEqualTo(2000);

        recorder.collect();
        assertThat(sampler.looks).isEqualTo(1);
        assertThat(sum(recorder.snapshot(), 0)).isEqualTo(2000);

        sampler.living = List.of(sample("int[]", 300, 1));
        assertThat(sum(recorder.snapshot(), 0)).isEqualTo(300);
        sampler.living = List.of();
        assertThat(sum(recorder.snapshot(), 0)).isZero();
    }

    @Test
    void aResetForgetsThem() {
        recorder.start();
        sampler.allocated.add(sample("byte[]", 100, 0.1));
        sampler.living = List.of(sample("byte[]", 100, 0.1));
        recorder.snapshot();
        recorder.reset();

        assertThat(sampler.forgotten).isEqualTo(1);
        assertThat(recorder.snapshot().sites()).isEmpty();
        sampler.living = List.of(sample("int[]", 300, 1));
        assertThat(sum(recorder.snapshot(), 0)).isEqualTo(300);
    }
}

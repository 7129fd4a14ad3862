package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LiveSetTest {
    private final List<Object> held = new ArrayList<>();
    private final ReferenceQueue<Object> queue = new ReferenceQueue<>();

    private TrackedObject object(double probability) {
        Object object = new Object();
        held.add(object);
        return new TrackedObject(object, queue, 0, 16, probability);
    }

    private static double estimatedCount(LiveSet live) {
        double count = 0;
        for (int i = 0; i < live.size(); i++) {
            count += 1 / live.get(i).probability;
        }
        return count;
    }

    @Test
    void keepsEverythingWhileThereIsRoom() {
        LiveSet live = new LiveSet(100, new SplittableRandom(1));
        for (int i = 0; i < 100; i++) {
            live.add(object(0.5));
        }
        assertThat(live.size()).isEqualTo(100);
        assertThat(estimatedCount(live)).isEqualTo(200);
    }

    @Test
    void isBoundedAndItsEstimateUnbiased() {
        double sum = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            LiveSet live = new LiveSet(128, new SplittableRandom(run));
            for (int i = 0; i < 5000; i++) {
                live.add(object(1));
            }
            assertThat(live.size()).isLessThanOrEqualTo(128);
            sum += estimatedCount(live);
            held.clear();
        }
        // The sum of 5,000 kept with probability 1/64 has a deviation of 570; that of the mean of 300 runs is 33.
        assertThat(sum / runs).isCloseTo(5000, within(130.0));
    }

    @Test
    void earlyAndLateObjectsAreKeptAlike() {
        int early = 0;
        int late = 0;
        for (int run = 0; run < 200; run++) {
            LiveSet live = new LiveSet(64, new SplittableRandom(run));
            List<TrackedObject> added = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                TrackedObject object = object(1);
                added.add(object);
                live.add(object);
            }
            for (int i = 0; i < 1000; i++) {
                if (added.get(i).index != TrackedObject.UNTRACKED) {
                    early += i < 500 ? 1 : 0;
                    late += i >= 500 ? 1 : 0;
                }
            }
            held.clear();
        }
        assertThat(early / (double) late).isCloseTo(1, within(0.15));
    }

    @Test
    void removedObjectsMakeRoomAndNewcomersGetTheirChanceBack() {
        LiveSet live = new LiveSet(64, new SplittableRandom(3));
        List<TrackedObject> added = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            TrackedObject object = object(1);
            added.add(object);
            live.add(object);
        }
        assertThat(live.admission()).isLessThan(1);
        added.forEach(live::remove);
        assertThat(live.size()).isZero();
        for (int i = 0; i < 10; i++) {
            live.add(object(1));
        }
        assertThat(live.admission()).isEqualTo(1);
    }

    @Test
    void removingWhatIsNotThereDoesNothing() {
        LiveSet live = new LiveSet(64, new SplittableRandom(3));
        TrackedObject object = object(1);
        live.remove(object);
        live.add(object);
        live.remove(object);
        live.remove(object);
        assertThat(live.size()).isZero();
    }

    @Test
    void anObjectCollectedBeforeItArrivesIsNotTracked() {
        LiveSet live = new LiveSet(64, new SplittableRandom(3));
        TrackedObject object = object(1);
        object.clear();
        live.add(object);
        assertThat(live.size()).isZero();
    }
}

package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StartSamplerTest {
    private static final long SECOND = 1_000_000_000;

    private final StartSampler sampler = new StartSampler(() -> this.now);
    private long id;
    private long now;
    private long chosen;

    /** @return how many starts the chosen ones of a second stand for */
    private long second(int starts, int starter) {
        long sum = 0;
        chosen = 0;
        long begun = now;
        for (int i = 0; i < starts; i++) {
            now = begun + i * (SECOND / starts);
            int threads = sampler.starting(++id, starter);
            sum += threads;
            chosen += threads > 0 ? 1 : 0;
        }
        now = begun + SECOND;
        return sum;
    }

    @Test
    void belowAThousandASecondEachIsChosen() {
        for (int i = 0; i < 10; i++) {
            assertThat(second(StartSampler.ALL_PER_SECOND - 1, i)).isEqualTo(StartSampler.ALL_PER_SECOND - 1);
            assertThat(chosen).isEqualTo(StartSampler.ALL_PER_SECOND - 1);
        }
        assertThat(sampler.waiting()).isZero();
    }

    @Test
    void eachIsCountedHoweverManyThereAre() {
        long counted = 0;
        for (int i = 0; i < 20; i++) {
            counted += second(300_000, i);
        }
        assertThat(counted + sampler.waiting()).isEqualTo(20 * 300_000);
    }

    @Test
    void fewAreChosenHoweverManyThereAre() {
        for (int i = 0; i < 20; i++) {
            second(300_000, i);
            assertThat(chosen).isLessThan(i == 0 ? 4000 : 1500);
        }
    }

    /** Two sites in strict turn, of which one has three starts for one of the other. */
    @Test
    void sitesHaveTheirShare() {
        double[] bySite = new double[2];
        for (long i = 0; i < 10_000_000; i++) {
            now = i * 5000;
            bySite[i % 4 == 0 ? 0 : 1] += sampler.starting(++id, 1);
        }
        assertThat(bySite[0] / (bySite[0] + bySite[1])).isCloseTo(0.25, within(0.03));
    }

    @Test
    void aFewStartsAfterALongPauseAreChosenAgain() {
        second(300_000, 1);
        now += 60 * SECOND;
        second(20, 1);
        second(20, 1);
        assertThat(chosen).isEqualTo(20);
        assertThat(sampler.waiting()).isZero();
    }

    @Test
    void quietSecondsChooseEachAgain() {
        second(300_000, 1);
        for (int i = 0; i < 20; i++) {
            second(100, 1);
        }
        second(100, 1);
        assertThat(chosen).isEqualTo(100);
        assertThat(sampler.waiting()).isZero();
    }
}

package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHistoryTest {
    private static final long SECOND = 1_000_000_000;

    private final LiveHistory history = new LiveHistory();
    private final Estimate site = new Estimate();
    private long now = 100 * SECOND;

    @BeforeEach
    void begin() {
        history.clear(now);
    }

    private void look(long bytes) {
        history.begin(now, now / SECOND, 1);
        history.living(site, bytes / 2.0);
        history.living(site, bytes / 2.0);
        history.end();
    }

    @Test
    void momentsAreTwoSecondsApartAtFirst() {
        assertThat(history.isDue(now)).isTrue();
        look(10);
        assertThat(history.isDue(now + 2 * SECOND - 1)).isFalse();
        now += 2 * SECOND;
        assertThat(history.isDue(now)).isTrue();
        look(20);
        assertThat(history.seconds(now + SECOND)).containsExactly(-3, -1, 0);
        assertThat(history.of(site, 25)).containsExactly(10, 20, 25);
        assertThat(history.looks()).containsExactly(new History.Look(100, 1), new History.Look(102, 1));
        assertThat(history.of(new Estimate(), 1)).isNull();
    }

    @Test
    void itReachesBackToTheBeginningHoweverLongAgo() {
        long begun = now;
        int looks = 0;
        for (; now < begun + 30L * 24 * 3600 * SECOND; now += SECOND) {
            if (history.isDue(now)) {
                look((now - begun) / SECOND);
                looks++;
            }
        }
        double[] seconds = history.seconds(now);
        double[] bytes = history.of(site, 0);
        assertThat(looks).isLessThan(2000);
        assertThat(seconds).hasSizeBetween(LiveHistory.MOMENTS / 2, LiveHistory.MOMENTS + 1);
        assertThat(seconds[0]).isEqualTo(-30.0 * 24 * 3600);
        for (int i = 0; i < seconds.length - 1; i++) {
            // As far apart as the others, and each with what lived then.
            assertThat(bytes[i]).isEqualTo((float) (seconds[i] - seconds[0]));
            assertThat(seconds[i]).isEqualTo(seconds[0] + i * (seconds[1] - seconds[0]));
        }
    }

    @Test
    void whatIsGoneIsZeroAndWhatIsNewWasZero() {
        look(10);
        now += 2 * SECOND;
        Estimate other = new Estimate();
        history.begin(now, now / SECOND, 1);
        history.living(other, 3);
        history.living(other, 4);
        history.end();
        assertThat(history.of(site, 0)).containsExactly(10, 0, 0);
        assertThat(history.of(other, 7)).containsExactly(0, 7, 7);
    }

    @Test
    void whenThereAreTooManySitesThoseOfFewBytesGo() {
        Estimate[] sites = new Estimate[LiveHistory.SITES];
        history.begin(now, now / SECOND, 1);
        for (int i = 0; i < sites.length; i++) {
            sites[i] = new Estimate();
            history.living(sites[i], 100 + i);
        }
        history.end();
        Estimate small = new Estimate();
        Estimate large = new Estimate();
        now += 2 * SECOND;
        history.begin(now, now / SECOND, 1);
        for (int i = 0; i < sites.length; i++) {
            history.living(sites[i], 100 + i);
        }
        history.living(small, 50);
        history.living(large, 5000);
        history.end();
        assertThat(history.of(small, 50)).isNull();
        assertThat(history.of(large, 5000)).containsExactly(0, 5000, 5000);
        int kept = 0;
        for (Estimate of : sites) {
            kept += history.of(of, 0) == null ? 0 : 1;
        }
        assertThat(kept).isEqualTo(LiveHistory.SITES - 1);
        assertThat(history.of(sites[0], 0)).isNull();
    }

    @Test
    void whatIsForgottenBeginsAnew() {
        look(10);
        history.clear(now + SECOND);
        assertThat(history.seconds(now)).isEmpty();
        assertThat(history.of(site, 0)).isNull();
        assertThat(history.isDue(now + SECOND)).isTrue();
    }
}

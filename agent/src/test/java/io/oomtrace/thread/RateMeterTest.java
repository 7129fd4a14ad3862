package io.oomtrace.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Times are given, in seconds. */
class RateMeterTest {
    private final RateMeter meter = new RateMeter();

    private void count(int events, double at) {
        IntStream.range(0, events).forEach(i -> meter.count(nanos(at)));
    }

    private double rate(int seconds, double at) {
        return meter.rate(seconds, nanos(at));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    @Test
    void countsTheEventsOfTheSecond() {
        assertThat(meter.count(nanos(0))).isEqualTo(1);
        assertThat(meter.count(nanos(0.999))).isEqualTo(2);
        assertThat(meter.count(nanos(1))).isEqualTo(1);
        assertThat(meter.count(nanos(1.5))).isEqualTo(2);
    }

    @Test
    void aSteadyRateIsTheSameOverEveryWindow() {
        for (int second = 0; second < 100; second++) {
            count(7, second + 0.5);
        }
        assertThat(rate(1, 100)).isEqualTo(7);
        assertThat(rate(10, 100)).isEqualTo(7);
        assertThat(rate(60, 100)).isEqualTo(7);
    }

    @Test
    void aBurstIsSpreadOverTheWindow() {
        count(600, 100.5);
        assertThat(rate(1, 101)).isEqualTo(600);
        assertThat(rate(10, 101)).isEqualTo(60);
        assertThat(rate(60, 101)).isEqualTo(10);
    }

    @Test
    void aSecondLeavesTheWindowByAndBy() {
        count(100, 50.5);
        assertThat(rate(1, 51.25)).isCloseTo(75, within(1e-6));
        assertThat(rate(1, 52)).isZero();
        assertThat(rate(10, 60.5)).isCloseTo(5, within(1e-6));
        assertThat(rate(10, 61)).isZero();
        assertThat(rate(60, 110.9)).isCloseTo(100 * 0.1 / 60, within(1e-6));
        assertThat(rate(60, 111)).isZero();
    }

    @Test
    void thePresentSecondCounts() {
        count(10, 3.0);
        assertThat(rate(1, 3.0)).isEqualTo(10);
        assertThat(rate(10, 3.999)).isEqualTo(1);
    }

    @Test
    void aWindowLongerThanAMinuteIsAMinute() {
        count(60, 10.5);
        assertThat(rate(600, 30)).isEqualTo(rate(60, 30)).isEqualTo(1);
    }

    @Test
    void whatIsLongAgoIsNotTakenForNow() {
        count(5, 1);
        for (int minutes = 1; minutes < 200; minutes++) {
            assertThat(rate(60, 60 * minutes + 2)).isZero();
        }
        assertThat(meter.count(nanos(1 + 64))).isEqualTo(1);
        assertThat(rate(60, 1 + 64)).isEqualTo(1.0 / 60);
    }

    @Test
    void thePeakIsTheFullestSecond() {
        count(3, 1);
        count(8, 2);
        count(5, 3);
        assertThat(meter.peak()).isEqualTo(8);
    }

    @Test
    void resetForgets() {
        count(8, 2);
        meter.reset();
        assertThat(meter.peak()).isZero();
        assertThat(rate(60, 2)).isZero();
        assertThat(meter.count(nanos(2))).isEqualTo(1);
    }

    @Test
    void noEventOfSeveralThreadsIsLost() throws InterruptedException {
        int perThread = 50_000;
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> count(perThread, 5));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(meter.peak()).isEqualTo(threads.length * perThread);
        assertThat(rate(1, 5)).isEqualTo(threads.length * perThread);
    }
}

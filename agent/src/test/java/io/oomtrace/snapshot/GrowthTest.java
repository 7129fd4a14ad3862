package io.oomtrace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final CallStack LEAK =
            Snapshots.stack("com.acme.Cache.put(Cache.java:42)", "com.acme.Main.main(Main.java:7)");
    private static final CallStack STEADY = Snapshots.stack("org.json.Parser.next(Parser.java:5)");
    private static final int MOMENTS = 60;

    private static double[] seconds() {
        return values(i -> 2 * (i - MOMENTS + 1));
    }

    private static double[] values(IntToDoubleFunction value) {
        double[] values = new double[MOMENTS];
        for (int i = 0; i < MOMENTS; i++) {
            values[i] = value.applyAsDouble(i);
        }
        return values;
    }

    private static History history(SiteHistory... sites) {
        return new History(Snapshots.TAKEN_AT, seconds(), List.of(), true, List.of(sites));
    }

    private static SiteHistory site(CallStack stack, String type, double[] bytes) {
        return new SiteHistory(stack, type, "main", bytes, 0);
    }

    @Test
    void aStraightLineIsKnownExactly() {
        Growth growth = Growth.of(seconds(), values(i -> 100 + 2000 * i), 0);
        assertThat(growth.bytesPerSecond()).isCloseTo(1000, within(1e-6));
        assertThat(growth.error()).isCloseTo(0, within(1e-6));
        assertThat(growth.before()).isEqualTo(100);
        assertThat(growth.after()).isEqualTo(100 + 2000 * (MOMENTS - 1));
        assertThat(growth.isCertain()).isTrue();
    }

    @Test
    void noiseIsNoGrowthAndItsIntervalHoldsTheTruth() {
        int certain = 0;
        int within = 0;
        int runs = 2000;
        for (int seed = 0; seed < runs; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Growth flat = Growth.of(seconds(), values(i -> 1e6 + 1e5 * random.nextGaussian()), 0);
            certain += flat.isCertain() ? 1 : 0;
            within += Math.abs(flat.bytesPerSecond()) <= flat.error() ? 1 : 0;
        }
        assertThat(certain).isLessThan(runs / 20);
        assertThat(within).isGreaterThan(runs * 93 / 100);
    }

    /** A cache that is filled and emptied again and again. */
    @Test
    void aSawIsNoGrowth() {
        assertThat(Growth.of(seconds(), values(i -> 1e6 * (i % 10)), 0).isCertain())
                .isFalse();
    }

    @Test
    void oneSampleIsNoGrowthAndSeveralAre() {
        double weight = 1e7;
        double[] one = values(i -> i < MOMENTS / 2 ? 0 : weight);
        assertThat(Growth.of(seconds(), one, weight * weight).isCertain()).isFalse();
        double[] ten = values(i -> weight * (i / 6));
        assertThat(Growth.of(seconds(), ten, 10 * weight * weight).isCertain()).isTrue();
    }

    @Test
    void threeMomentsAreTooFew() {
        Growth growth = Growth.of(new double[] {-2, -1, 0}, new double[] {1, 2, 3}, 0);
        assertThat(growth.isCertain()).isFalse();
        assertThat(Growth.of(new double[0], new double[0], 0).isCertain()).isFalse();
    }

    @Test
    void groupsThatGrowComeByTheirGrowth() {
        History history = history(
                site(LEAK, "byte[]", values(i -> 1000 * i)),
                site(LEAK, "char[]", values(i -> 500 * i)),
                site(STEADY, "byte[]", values(i -> 1e9)),
                site(STEADY, "int[]", values(i -> 1e6 - 1000 * i)));
        GrowthReport report = Query.DEFAULT.growth(history, Double.POSITIVE_INFINITY);
        assertThat(report.top()).singleElement().satisfies(group -> {
            assertThat(group.key()).isEqualTo("com.acme.Cache.put(Cache.java:42)");
            assertThat(group.growth().bytesPerSecond()).isCloseTo(750, within(1e-6));
            assertThat(group.traceback()).isEqualTo(LEAK);
        });
        assertThat(report.total().bytesPerSecond()).isCloseTo(250, within(1e-3));
        assertThat(Query.DEFAULT
                        .withBy(GroupBy.TYPE)
                        .growth(history, Double.POSITIVE_INFINITY)
                        .top())
                .extracting(GrowthReport.Group::key)
                .containsExactly("byte[]", "char[]");
        assertThat(Query.DEFAULT
                        .withBy(GroupBy.METHOD)
                        .withCumulative(true)
                        .growth(history, Double.POSITIVE_INFINITY)
                        .top())
                .extracting(GrowthReport.Group::key)
                .containsExactly("com.acme.Cache.put", "com.acme.Main.main");
    }

    @Test
    void onlyTheLastSecondsAreLookedAt() {
        History history = history(site(LEAK, "byte[]", values(i -> Math.min(i, 30) * 1e6)));
        assertThat(Query.DEFAULT.growth(history, Double.POSITIVE_INFINITY).top())
                .hasSize(1);
        GrowthReport last = Query.DEFAULT.growth(history, 40);
        assertThat(last.top()).isEmpty(); // it is flat
        assertThat(last.looks()).isEqualTo(21);
        assertThat(last.from()).isEqualTo(Snapshots.TAKEN_AT.minusSeconds(40));
    }

    @Test
    void groupsAreTheSumOfTheirSitesAndAllAreTheTotal() {
        for (int seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<SiteHistory> sites = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                double slope = random.nextDouble(1e4);
                CallStack stack = Snapshots.stack("a.B.c" + random.nextInt(5) + "(B.java:1)");
                sites.add(site(stack, "t" + random.nextInt(4), values(m -> slope * m)));
            }
            History history = history(sites.toArray(new SiteHistory[0]));
            for (GroupBy by : new GroupBy[] {GroupBy.LINE, GroupBy.TYPE, GroupBy.TRACEBACK, GroupBy.THREAD}) {
                GrowthReport report =
                        Query.DEFAULT.withLimit(1000).withBy(by).growth(history, Double.POSITIVE_INFINITY);
                double sum = report.top().stream()
                        .mapToDouble(group -> group.growth().bytesPerSecond())
                        .sum();
                assertThat(sum).isCloseTo(report.total().bytesPerSecond(), within(1e-3));
            }
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        History history = history();
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT.withSort("live_bytes").growth(history, 1));
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT.withBy(GroupBy.AGE).growth(history, 1));
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() ->
                        QueryParameters.parse(Map.of("min_age", List.of("2"))).growth(history, 1));
    }
}

package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceTest {
    private static final CallStack PUT = stack("com.acme.Cache.put(Cache.java:42)", "com.acme.Main.main(Main.java:7)");
    private static final CallStack PARSE = stack("org.json.Parser.next(Parser.java:5)");
    private static final Query EVERYTHING = Query.DEFAULT.withLimit(Integer.MAX_VALUE);

    private static Values estimate(double liveBytes, double variance) {
        return Values.of(new double[] {liveBytes, 1, 0, 0}, new double[] {variance, 0, 0, 0});
    }

    @Test
    void groupsComeByTheSizeOfTheirChangeUpOrDown() {
        Snapshot before = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 100, 1, 0, 0)
                .site(PARSE, "byte[]", "main", 900, 9, 0, 0)
                .build();
        Snapshot after = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 300, 3, 0, 0)
                .site(PARSE, "byte[]", "main", 100, 1, 0, 0)
                .build();
        DiffReport report = Query.DEFAULT.between(before, after);
        assertThat(report.top())
                .extracting(DiffGroup::key)
                .containsExactly("org.json.Parser.next(Parser.java:5)", "com.acme.Cache.put(Cache.java:42)");
        assertThat(report.top())
                .extracting(group -> group.change().difference(0))
                .containsExactly(-800.0, 200.0);
        assertThat(report.total().difference(0)).isEqualTo(-600);
    }

    @Test
    void whatCannotBeToldFromChanceIsNotListed() {
        Snapshot before = Snapshots.allocations()
                .site(PUT, "byte[]", "main", estimate(1000, 100 * 100))
                .site(PARSE, "byte[]", "main", estimate(1000, 100 * 100))
                .build();
        Snapshot after = Snapshots.allocations()
                .site(PUT, "byte[]", "main", estimate(1100, 100 * 100))
                .site(PARSE, "byte[]", "main", estimate(2000, 100 * 100))
                .build();
        DiffReport report = Query.DEFAULT.between(before, after);
        assertThat(report.top()).extracting(DiffGroup::key).containsExactly("org.json.Parser.next(Parser.java:5)");
        assertThat(report.other().groups()).isZero();
        assertThat(report.other().uncertain()).isEqualTo(1);
        assertThat(report.other().change().difference(0)).isEqualTo(100);
    }

    @Test
    void sideBySideIsAlsoWhatHasNotChangedAndWhatMayBeChance() {
        Snapshot before = Snapshots.allocations()
                .site(PUT, "byte[]", "main", estimate(1000, 100 * 100))
                .site(PARSE, "byte[]", "main", 500, 1, 0, 0)
                .site(stack("a.Gone.was(Gone.java:1)"), "byte[]", "main", 400, 1, 0, 0)
                .build();
        Snapshot after = Snapshots.allocations()
                .site(PUT, "byte[]", "main", estimate(1100, 100 * 100))
                .site(PARSE, "byte[]", "main", 500, 1, 0, 0)
                .build();
        DiffReport report = Query.DEFAULT.sideBySide(before, after);
        assertThat(report.top())
                .extracting(DiffGroup::key)
                .containsExactly(
                        "a.Gone.was(Gone.java:1)",
                        "com.acme.Cache.put(Cache.java:42)",
                        "org.json.Parser.next(Parser.java:5)");
        assertThat(report.other().groups() + report.other().uncertain()).isZero();
        assertThat(report.total())
                .isEqualTo(Query.DEFAULT.between(before, after).total());
        assertThat(Query.DEFAULT.withLimit(1).sideBySide(before, after).other().groups())
                .isEqualTo(2);
    }

    @Test
    void whatIsOfTheSameSamplesInBothHasNoError() {
        Values estimate = estimate(1000, 300 * 300);
        Snapshot before = of(7, 10).living(PUT, "byte[]", "main", 3, estimate).build();
        Snapshot same = of(7, 12).living(PUT, "byte[]", "main", 5, estimate).build();
        Change change = Query.DEFAULT.between(before, same).total();
        assertThat(change.difference(0)).isZero();
        assertThat(change.error(0)).isZero();

        Snapshot young = of(7, 12).living(PUT, "byte[]", "main", 2, estimate).build();
        assertThat(Query.DEFAULT.between(before, young).total().error(0))
                .as("other objects, though as many")
                .isCloseTo(Math.sqrt(2) * estimate.error(0), within(1e-6));
        Snapshot other = of(8, 12).living(PUT, "byte[]", "main", 5, estimate).build();
        assertThat(Query.DEFAULT.between(before, other).total().error(0))
                .as("another program")
                .isCloseTo(Math.sqrt(2) * estimate.error(0), within(1e-6));
    }

    @Test
    void whatHasBecomeOldEnoughSinceHasAnError() {
        Values estimate = estimate(1000, 300 * 300);
        Snapshot before = of(7, 10).living(PUT, "byte[]", "main", 1, estimate).build();
        Snapshot after = of(7, 12).living(PUT, "byte[]", "main", 3, estimate).build();
        Change change = Query.DEFAULT
                .withFilter(Filter.NONE.withMinAge(2))
                .between(before, after)
                .total();
        assertThat(change.difference(0)).isEqualTo(1000);
        assertThat(change.error(0)).as("it was not among the old ones before").isEqualTo(estimate.error(0));
    }

    @Test
    void whatWasAllocatedBetweenHasTheErrorOfThatAlone() {
        Values before = Values.of(new double[] {0, 0, 1e9, 0}, new double[] {0, 0, 1e12, 0});
        Values after = Values.of(new double[] {0, 0, 1e9 + 1e6, 0}, new double[] {0, 0, 1e12 + 1e8, 0});
        Change change = Query.DEFAULT
                .withSort("alloc_bytes")
                .between(
                        of(7, 10).site(PUT, "byte[]", "main", before).build(),
                        of(7, 11).site(PUT, "byte[]", "main", after).build())
                .total();
        assertThat(change.error(2))
                .isEqualTo(Values.of(new double[] {1e6}, new double[] {1e8}).error(0));
    }

    private static Snapshots of(long recording, long collections) {
        return Snapshots.allocations()
                .figures(Map.of("recording_id", recording, "collections", collections, "live_admission", 1.0));
    }

    @ParameterizedTest
    @EnumSource
    void theWayBackIsTheOpposite(GroupBy by) {
        for (int seed = 0; seed < 50; seed++) {
            Snapshot a = new RandomSnapshots(seed).allocations(40);
            Snapshot b = new RandomSnapshots(seed + 1000).allocations(40);
            DiffReport there = EVERYTHING.withBy(by).between(a, b);
            DiffReport back = EVERYTHING.withBy(by).between(b, a);
            assertThat(back.total()).isEqualTo(there.total().reversed());
            assertThat(changes(back)).as("seed " + seed).isEqualTo(changes(there, Change::reversed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingHasChangedFromASnapshotToItself(GroupBy by) {
        for (int seed = 0; seed < 50; seed++) {
            Snapshot snapshot = new RandomSnapshots(seed).allocations(40);
            DiffReport report = EVERYTHING.withBy(by).between(snapshot, snapshot);
            assertThat(report.top()).isEmpty();
            assertThat(report.total().difference(0)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void listedAndOtherMakeTheTotalWhichIsTheDifferenceOfTheTotals(GroupBy by) {
        for (int seed = 0; seed < 50; seed++) {
            Snapshot a = whole(seed);
            Snapshot b = whole(seed + 1000);
            DiffReport report = Query.DEFAULT.withLimit(3).withBy(by).between(a, b);
            for (int metric = 0; metric < report.metrics().size(); metric++) {
                double sum = report.other().change().difference(metric);
                for (DiffGroup group : report.top()) {
                    sum += group.change().difference(metric);
                }
                assertThat(sum).isEqualTo(report.total().difference(metric));
                assertThat(sum).isEqualTo(total(b, metric) - total(a, metric));
            }
        }
    }

    private static double total(Snapshot snapshot, int metric) {
        return Query.DEFAULT.on(snapshot).total().value(metric);
    }

    /** Of small whole numbers, which add up without rounding. */
    private static Snapshot whole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Snapshots snapshot = Snapshots.allocations();
        for (int i = 0; i < 40; i++) {
            snapshot.site(
                    stack("a.C" + random.nextInt(9) + ".m(C.java:" + random.nextInt(5) + ")"),
                    "T" + random.nextInt(4),
                    "t" + random.nextInt(3),
                    random.nextInt(1000),
                    random.nextInt(10),
                    random.nextInt(100_000),
                    random.nextInt(1000));
        }
        return snapshot.build();
    }

    @Test
    void allocationsAndThreadsCannotBeCompared() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT.between(
                        Snapshots.allocations().build(), Snapshots.threads().build()))
                .withMessageContaining("measure different things");
    }

    private static Map<String, Change> changes(DiffReport report) {
        return changes(report, change -> change);
    }

    private static Map<String, Change> changes(DiffReport report, UnaryOperator<Change> as) {
        Map<String, Change> changes = new HashMap<>();
        List<DiffGroup> groups = new ArrayList<>(report.top());
        groups.forEach(group -> changes.put(group.key(), as.apply(group.change())));
        return changes;
    }
}

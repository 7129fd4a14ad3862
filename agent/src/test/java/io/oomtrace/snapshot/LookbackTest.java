package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookbackTest {
    private static final CallStack PUT = stack("com.acme.Cache.put(Cache.java:42)");
    private static final CallStack LOG = stack("com.acme.Log.add(Log.java:7)");
    private static final CallStack NEW = stack("com.acme.New.add(New.java:1)");
    private static final double[] SECONDS = {-40, -20, -10, 0};

    private static final History HISTORY = new History(
            Snapshots.TAKEN_AT,
            SECONDS,
            List.of(new History.Look(10, 1), new History.Look(20, 1), new History.Look(30, 0.5)),
            false,
            List.of(
                    new SiteHistory(PUT, "byte[]", "main", new double[] {1000, 5000, 7000, 9000}, 90),
                    new SiteHistory(LOG, "char[]", "main", new double[] {4000, 4000, 4000, 3000}, 30)));

    private static final Snapshot NOW = Snapshots.allocations()
            .figures(Map.of("recording_id", 7L, "collections", 40L, "live_admission", 1.0))
            .living(PUT, "byte[]", "main", 25, live(5000))
            .living(PUT, "byte[]", "main", 15, live(4000))
            .living(LOG, "char[]", "main", 40, live(3000))
            .living(NEW, "int[]", "main", 3, live(100_000))
            .site(PUT, "byte[]", "main", Values.exact(0, 0, 1e9, 1e6))
            .build();

    /** Each sample stands for a hundred bytes. */
    private static Values live(double bytes) {
        return Values.of(new double[] {bytes, bytes / 10, 0, 0}, new double[] {100 * bytes, 0, 0, 0});
    }

    private static DiffReport since(double seconds) {
        Lookback lookback = new Lookback(HISTORY, NOW, seconds);
        return Query.DEFAULT.between(lookback.before(), lookback.after());
    }

    @Test
    void theLookNearestToThatTimeIsComparedWithNow() {
        DiffReport report = since(22);
        assertThat(report.before()).isEqualTo(Snapshots.TAKEN_AT.minusSeconds(20));
        assertThat(report.metrics()).extracting(Metric::name).containsExactly("live_bytes");
        DiffGroup first = report.top().get(0);
        assertThat(first.key()).isEqualTo("com.acme.Cache.put(Cache.java:42)");
        assertThat(first.change().before().value(0)).isEqualTo(5000);
        assertThat(first.change().after().value(0)).isEqualTo(9000);
    }

    @Test
    void whatHasLivedAllTheWhileAddsNothingToTheError() {
        // Twenty collections ago: of the 9,000 bytes, 5,000 are older.
        assertThat(since(20).top().get(0).change().common().value(0)).isEqualTo(5000);
        assertThat(since(40).top().get(0).change().common().value(0)).isZero();
        assertThat(since(20).top().get(0).change().error(0))
                .isLessThan(since(40).top().get(0).change().error(0));
    }

    /** It is an estimate that is no whole number, added up in another order and of parts that are rounded. */
    @Test
    void whatIsTheSameAsThenHasNotChanged() {
        double[] ages = {1000.4, 2000.4, 3000.4};
        Snapshots now =
                Snapshots.allocations().figures(Map.of("recording_id", 7L, "collections", 40L, "live_admission", 1.0));
        for (int i = 0; i < ages.length; i++) {
            now.living(PUT, "byte[]", "main", 35 + i, live(ages[i]));
        }
        double then = ages[2] + ages[1] + ages[0];
        History history = new History(
                Snapshots.TAKEN_AT,
                SECONDS,
                HISTORY.looks(),
                true,
                List.of(new SiteHistory(PUT, "byte[]", "main", new double[] {then, then, then, then}, 90)));
        Lookback lookback = new Lookback(history, now.build(), 20);
        DiffReport report = Query.DEFAULT.between(lookback.before(), lookback.after());
        assertThat(report.top()).isEmpty();
        assertThat(report.other().uncertain()).isZero();
        assertThat(report.total().difference(0)).isZero();
    }

    @Test
    void whenSamplesWereThrownOutSinceNothingIsKnownToBeTheSame() {
        Lookback lookback = new Lookback(HISTORY, NOW, 10);
        assertThat(Query.DEFAULT
                        .between(lookback.before(), lookback.after())
                        .total()
                        .common())
                .isEqualTo(Values.zero(1));
    }

    @Test
    void whatHasNoHistoryIsLeftOut() {
        assertThat(since(40).total().after().value(0)).isEqualTo(12_000);
        assertThat(since(40).total().before().value(0)).isEqualTo(5000);
    }

    @Test
    void whatHasBegunSinceIsThereWhereThereIsRoomForAll() {
        History complete = new History(Snapshots.TAKEN_AT, SECONDS, HISTORY.looks(), true, HISTORY.sites());
        Lookback lookback = new Lookback(complete, NOW, 20);
        DiffGroup first =
                Query.DEFAULT.between(lookback.before(), lookback.after()).top().get(0);
        assertThat(first.key()).isEqualTo("com.acme.New.add(New.java:1)");
        assertThat(first.change().before().value(0)).isZero();
    }

    @Test
    void aLookFarFromThatTimeIsNotTakenForIt() {
        double[] farApart = {-40_000, -20_000, -10_000, 0};
        History old = new History(Snapshots.TAKEN_AT, farApart, HISTORY.looks(), false, HISTORY.sites());
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> new Lookback(old, NOW, 60))
                .withMessageContaining("about 60 seconds ago");
        assertThat(new Lookback(old, NOW, 9000).before().takenAt()).isEqualTo(Snapshots.TAKEN_AT.minusSeconds(10_000));
    }

    @Test
    void itCannotReachFurtherBackThanTheHistory() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> since(60))
                .withMessageContaining("does not reach back 60 seconds");
        History none = new History(Snapshots.TAKEN_AT, new double[0], List.of(), true, List.of());
        assertThatExceptionOfType(QueryException.class).isThrownBy(() -> new Lookback(none, NOW, 1));
    }
}

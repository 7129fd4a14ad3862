package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiteChangesTest {
    private static final CallStack PUT = stack("com.acme.Cache.put(Cache.java:42)", "com.acme.Main.main(Main.java:7)");
    private static final CallStack PARSE = stack("org.json.Parser.next(Parser.java:5)");

    @Test
    void everySiteThatChangedHasItsChange() {
        Snapshot before = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 100, 1, 200, 2)
                .site(PUT, "byte[]", "http-#", 50, 1, 50, 1)
                .site(PARSE, "char[]", "main", 900, 9, 900, 9)
                .build();
        Snapshot after = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 300, 3, 600, 6)
                .site(PUT, "byte[]", "http-#", 50, 1, 50, 1)
                .site(PARSE, "int[]", "main", 7, 1, 7, 1)
                .build();
        assertThat(new SiteChanges(before, after).snapshot().sites())
                .containsExactlyInAnyOrder(
                        new Site(PUT, "byte[]", "main", Values.exact(200, 2, 400, 4)),
                        new Site(PARSE, "char[]", "main", Values.exact(-900, -9, -900, -9)),
                        new Site(PARSE, "int[]", "main", Values.exact(7, 1, 7, 1)));
    }

    @Test
    void gettingOlderIsNoChange() {
        Snapshot before = Snapshots.allocations()
                .living(PUT, "byte[]", "main", 1, 100, 1)
                .living(PUT, "byte[]", "main", 7, 30, 3)
                .build();
        Snapshot after = Snapshots.allocations()
                .living(PUT, "byte[]", "main", 4, 100, 1)
                .living(PUT, "byte[]", "main", 10, 10, 1)
                .build();
        assertThat(new SiteChanges(before, after).snapshot().sites())
                .containsExactly(new Site(PUT, "byte[]", "main", Values.exact(-20, -2, 0, 0)));
    }

    @Test
    void changesOfManyAddUpToTheChangeOfTheTotal() {
        for (int seed = 0; seed < 50; seed++) {
            Snapshot before = rounded(new RandomSnapshots(seed).allocations(40));
            Snapshot after = rounded(new RandomSnapshots(seed + 1000).allocations(40));
            DiffReport report = Query.DEFAULT.between(before, after);
            Snapshot changes = new SiteChanges(before, after).snapshot();
            for (int metric = 0; metric < before.metrics().size(); metric++) {
                int at = metric;
                assertThat(changes.sites().stream()
                                .mapToDouble(site -> site.values().value(at))
                                .sum())
                        .as("seed " + seed)
                        .isEqualTo(report.total().difference(metric));
            }
        }
    }

    /** Of whole numbers that a double can add without error. */
    private static Snapshot rounded(Snapshot snapshot) {
        List<Site> sites = snapshot.sites().stream()
                .map(site -> new Site(
                        site.stack(),
                        site.type(),
                        site.thread(),
                        site.age(),
                        Values.exact(
                                Math.rint(site.values().value(0) % 1e12),
                                Math.rint(site.values().value(1) % 1e12),
                                Math.rint(site.values().value(2) % 1e12),
                                Math.rint(site.values().value(3) % 1e12))))
                .toList();
        return snapshot.of(sites);
    }

    @Test
    void whatIsMeasuredOtherwiseIsRefused() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> new SiteChanges(
                        Snapshots.allocations().build(), Snapshots.threads().build()));
    }
}

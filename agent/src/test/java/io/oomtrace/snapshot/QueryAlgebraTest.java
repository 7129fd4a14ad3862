package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold of any query on any snapshot. */
class QueryAlgebraTest {
    private static final int SEEDS = 50;
    private static final int EVERYTHING = Integer.MAX_VALUE;

    /** Of small whole numbers, which add up without rounding. */
    private static Snapshot whole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Snapshots snapshot = Snapshots.allocations();
        for (int i = 0; i < 60; i++) {
            CallStack stack = stack(
                    "p" + random.nextInt(3) + ".C" + random.nextInt(5) + ".m(C.java:" + random.nextInt(5) + ")",
                    "p" + random.nextInt(3) + ".Main.main(Main.java:1)");
            String type = "T" + random.nextInt(4);
            String thread = "t" + random.nextInt(3);
            if (random.nextBoolean()) {
                snapshot.living(stack, type, thread, random.nextInt(6), random.nextInt(1000), random.nextInt(10));
            } else {
                snapshot.site(stack, type, thread, 0, 0, random.nextInt(100_000), random.nextInt(1000));
            }
        }
        return snapshot.build();
    }

    private static Query query(GroupBy by, Map<String, List<String>> filter) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(filter);
        parameters.put("by", List.of(by.label()));
        parameters.put("limit", List.of(Integer.toString(EVERYTHING)));
        return QueryParameters.parse(parameters);
    }

    private static Map<String, Values> groups(Query query, Snapshot snapshot) {
        Map<String, Values> groups = new TreeMap<>();
        query.on(snapshot).top().forEach(group -> groups.put(group.key(), group.values()));
        return groups;
    }

    @ParameterizedTest
    @EnumSource
    void groupsAndOtherMakeTheTotal(GroupBy by) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Values all = Values.zero(snapshot.metrics().size());
            for (Site site : snapshot.sites()) {
                all = all.plus(site.values());
            }
            Report report = query(by, Map.of()).withLimit(1 + seed % 4).on(snapshot);
            Values sum = report.other().values();
            for (Group group : report.top()) {
                sum = sum.plus(group.values());
            }
            assertThat(sum).as("seed " + seed).isEqualTo(report.total()).isEqualTo(all);
        }
    }

    /** Where the filter looks at what the groups are named by, it can come before grouping or after. */
    @ParameterizedTest
    @CsvSource({
        "TYPE, type, T[12]",
        "THREAD, thread, t0",
        "PACKAGE, include, p[02]",
        "CLASS, include, p1\\.C[0-9]",
        "METHOD, include, p1\\.C[0-3]\\.m",
        "LINE, include, p.\\.C2\\.m.*",
        "AGE, min_age, [3-9]"
    })
    void filteringAndGroupingCommute(GroupBy by, String parameter, String keys) {
        Map<String, List<String>> filter = Map.of(
                parameter,
                switch (by) {
                    case TYPE -> List.of("T1", "T2");
                    case THREAD -> List.of("t0");
                    case PACKAGE -> List.of("p0.**", "p2.**");
                    case CLASS -> List.of("p1.*");
                    case METHOD -> List.of("p1.C0", "p1.C1", "p1.C2", "p1.C3");
                    case LINE -> List.of("*.C2");
                    case AGE -> List.of("3");
                    default -> throw new IllegalArgumentException("no filter for " + by);
                });
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Map<String, Values> grouped = groups(query(by, Map.of()), snapshot);
            int before = grouped.size();
            grouped.keySet().removeIf(key -> !key.matches(keys));
            assertThat(groups(query(by, filter), snapshot)).as("seed " + seed).isEqualTo(grouped);
            assertThat(grouped.size()).isBetween(1, before - 1);
        }
    }

    /** Whatever the groups: a query of what a filter keeps is the query of a snapshot that has nothing else. */
    @ParameterizedTest
    @EnumSource
    void aFilterKeepsSites(GroupBy by) {
        Map<String, List<String>> filter = Map.of(
                "type", List.of("T1", "T2"),
                "exclude_thread", List.of("t0"),
                "min_age", List.of("2"),
                "include", List.of("p1.**", "p2.**"));
        Predicate<Site> kept = site -> List.of("T1", "T2").contains(site.type())
                && !site.thread().equals("t0")
                && site.age() >= 2
                && !site.stack().leaf().packageName().equals("p0");
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Snapshots others = Snapshots.allocations();
            snapshot.sites().stream()
                    .filter(kept)
                    .forEach(
                            site -> others.living(site.stack(), site.type(), site.thread(), site.age(), site.values()));
            assertThat(groups(query(by, filter), snapshot))
                    .as("seed " + seed)
                    .isEqualTo(groups(query(by, Map.of()), others.build()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "include, exclude, p1.**",
        "type, exclude_type, T?",
        "type, exclude_type, T1",
        "thread, exclude_thread, t1"
    })
    void whatIsKeptAndWhatIsLeftOutMakeAll(String include, String exclude, String pattern) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Values kept = query(GroupBy.LINE, Map.of(include, List.of(pattern)))
                    .on(snapshot)
                    .total();
            Values leftOut = query(GroupBy.LINE, Map.of(exclude, List.of(pattern)))
                    .on(snapshot)
                    .total();
            assertThat(kept.plus(leftOut))
                    .as("seed " + seed)
                    .isEqualTo(query(GroupBy.LINE, Map.of()).on(snapshot).total());
        }
    }

    /** Every frame of a stack counts, each group once. */
    @ParameterizedTest
    @EnumSource(names = {"LINE", "FILE", "METHOD", "CLASS", "PACKAGE"})
    void cumulativeGroupsHaveEverySiteWithAFrameOfTheirs(GroupBy by) {
        Query cumulative = query(by, Map.of()).withFrame(FrameChoice.LEAF).withCumulative(true);
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Map<String, Values> expected = new TreeMap<>();
            for (Site site : snapshot.sites()) {
                site.stack().frames().stream()
                        .map(frame -> switch (by) {
                            case LINE -> frame.toString();
                            case FILE -> frame.packageName() + '/' + frame.fileName();
                            case METHOD -> frame.className() + '.' + frame.methodName();
                            case CLASS -> frame.className();
                            default -> frame.packageName();
                        })
                        .distinct()
                        .forEach(key -> expected.merge(key, site.values(), Values::plus));
            }
            Report report = cumulative.on(snapshot);
            assertThat(groups(cumulative, snapshot)).as("seed " + seed).isEqualTo(expected);
            assertThat(report.total())
                    .isEqualTo(query(by, Map.of()).on(snapshot).total());
            assertThat(report.other().values())
                    .isEqualTo(Values.zero(snapshot.metrics().size()));
        }
    }

    /** A coarser grouping is the sum of a finer one. */
    @ParameterizedTest
    @CsvSource({"LINE, METHOD, '\\(.*'", "METHOD, CLASS, '\\.[^.]*$'", "CLASS, PACKAGE, '\\.[^.]*$'"})
    void coarserGroupsAreSumsOfFinerOnes(GroupBy finer, GroupBy coarser, String less) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Snapshot snapshot = whole(seed);
            Map<String, Values> sums = new TreeMap<>();
            groups(query(finer, Map.of()), snapshot)
                    .forEach((key, values) -> sums.merge(key.replaceFirst(less, ""), values, Values::plus));
            assertThat(sums).as("seed " + seed).isEqualTo(groups(query(coarser, Map.of()), snapshot));
        }
    }
}

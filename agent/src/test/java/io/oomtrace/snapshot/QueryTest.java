package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QueryTest {
    private static final CallStack PUT = stack(
            "java.util.Arrays.copyOf(Arrays.java:3537)",
            "java.util.ArrayList.grow(ArrayList.java:237)",
            "com.acme.Cache.put(Cache.java:42)",
            "com.acme.Main.main(Main.java:7)");
    private static final CallStack PUT_FROM_TEST = stack(
            "java.util.Arrays.copyOf(Arrays.java:3537)",
            "com.acme.Cache.put(Cache.java:42)",
            "com.acme.web.Handler.get(Handler.java:9)");
    private static final CallStack PARSE =
            stack("org.json.Parser$State.next(Parser.java:5)", "com.acme.Main.main(Main.java:8)");
    private static final CallStack JDK_ONLY =
            stack("java.lang.ref.Finalizer.add(Finalizer.java:1)", "jdk.internal.misc.X.run(X.java:2)");

    private static final Snapshot SNAPSHOT = Snapshots.allocations()
            .site(PUT, "java.lang.Object[]", "main", 100, 1, 1000, 10)
            .site(PUT, "byte[]", "main", 300, 3, 300, 3)
            .site(PUT_FROM_TEST, "java.lang.Object[]", "http-#", 350, 2, 400, 4)
            .site(PARSE, "byte[]", "main", 600, 6, 700, 7)
            .site(JDK_ONLY, "java.lang.ref.Finalizer", "Finalizer", 50, 5, 50, 5)
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LINE      | com.acme.Cache.put(Cache.java:42) | 750
                    FILE      | com/acme/Cache.java               | 750
                    METHOD    | com.acme.Cache.put                | 750
                    CLASS     | com.acme.Cache                    | 750
                    PACKAGE   | com.acme                          | 750
                    MODULE    | (unknown module)                  | 1400
                    TYPE      | byte[]                            | 900
                    THREAD    | main                              | 1000
                    TRACEBACK | org.json.Parser$State.next(Parser.java:5) < com.acme.Main.main(Main.java:8) | 600
                    """)
    void groupsHaveTheKeyOfTheirKindHeaviestFirst(GroupBy by, String key, double liveBytes) {
        Group first = Query.DEFAULT.withBy(by).on(SNAPSHOT).top().get(0);
        assertThat(first.key()).isEqualTo(key);
        assertThat(first.values().value(0)).isEqualTo(liveBytes);
    }

    @Test
    void nestedClassKeepsItsNameButItsFileIsTheTopLevelSource() {
        Query query = Query.DEFAULT.withFilter(including("org.**"));
        assertThat(keys(query.withBy(GroupBy.CLASS))).containsExactly("org.json.Parser$State");
        assertThat(keys(query.withBy(GroupBy.FILE))).containsExactly("org/json/Parser.java");
    }

    @Test
    void jdkFramesAreNotBlamedUnlessThereIsNothingElse() {
        assertThat(keys(Query.DEFAULT))
                .containsExactly(
                        "com.acme.Cache.put(Cache.java:42)",
                        "org.json.Parser$State.next(Parser.java:5)",
                        "java.lang.ref.Finalizer.add(Finalizer.java:1)");
    }

    @Test
    void temporaryIsWhatKeepsNothing() {
        CallStack churn = stack("com.acme.Json.write(Json.java:3)");
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 300, 3, 300, 3)
                .site(churn, "byte[]", "main", 0, 0, 5000, 50)
                .site(churn, "char[]", "main", 90, 1, 4000, 50)
                .site(PARSE, "byte[]", "main", 0, 0, 700, 7)
                .site(JDK_ONLY, "byte[]", "main", 71, 0, 7000, 7)
                .build();
        Query query = Query.DEFAULT.withTemporary(true);
        Report report = query.on(snapshot);
        assertThat(report.top())
                .extracting(Group::key)
                .containsExactly("com.acme.Json.write(Json.java:3)", "org.json.Parser$State.next(Parser.java:5)");
        assertThat(report.sort().name()).isEqualTo("alloc_bytes");
        assertThat(report.total().value(2)).isEqualTo(9700);
        assertThat(query.withLimit(1).on(snapshot).other().groups()).isOne();
        assertThat(query.withSort("alloc_count")
                        .withLimit(1)
                        .on(snapshot)
                        .other()
                        .values()
                        .value(3))
                .isEqualTo(7);
        assertThatExceptionOfType(QueryException.class).isThrownBy(() -> query.withBy(GroupBy.AGE));
        assertThatExceptionOfType(QueryException.class).isThrownBy(() -> query.between(snapshot, snapshot));
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> query.on(Snapshots.threads().build()));
    }

    @Test
    void whatTheFilterKeepsIsASnapshot() {
        Snapshot snapshot = Snapshots.allocations()
                .site(
                        stack("java.util.Arrays.copyOf(Arrays.java:3)", "com.acme.Cache.put(Cache.java:42)"),
                        "byte[]",
                        "main",
                        8,
                        1,
                        8,
                        1)
                .site(stack("org.json.Parser.next(Parser.java:5)"), "byte[]", "main", 16, 1, 16, 1)
                .build();
        Filter acme = Filter.NONE.withFrames(Selection.of(FramePattern.parse("com.acme.*")));
        Snapshot kept = Query.DEFAULT.withFilter(acme).kept(snapshot);
        assertThat(kept.sites()).containsExactly(snapshot.sites().get(0));
        assertThat(kept.coverage()).isEqualTo(snapshot.coverage());
        assertThat(Query.DEFAULT
                        .withFilter(acme)
                        .withFrame(FrameChoice.LEAF)
                        .kept(snapshot)
                        .sites())
                .isEmpty();
        assertThat(Query.DEFAULT.kept(snapshot)).isEqualTo(snapshot);
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT
                        .withFilter(Filter.NONE.withMinAge(1))
                        .kept(Snapshots.threads().build()));
    }

    @Test
    void leafIsTheLineThatAllocates() {
        assertThat(keys(Query.DEFAULT.withFrame(FrameChoice.LEAF)))
                .contains("java.util.Arrays.copyOf(Arrays.java:3537)")
                .doesNotContain("com.acme.Cache.put(Cache.java:42)");
    }

    @Test
    void skippedPackagesAreNotBlamed() {
        assertThat(keys(Query.DEFAULT.withBlameSkip(List.of("org.json", "com.acme.Cache"))))
                .containsExactly(
                        "com.acme.Main.main(Main.java:8)",
                        "com.acme.Main.main(Main.java:7)",
                        "com.acme.web.Handler.get(Handler.java:9)",
                        "java.lang.ref.Finalizer.add(Finalizer.java:1)");
    }

    @Test
    void sortIsByTheMetricAskedFor() {
        Report report = Query.DEFAULT.withSort("alloc_count").on(SNAPSHOT);
        assertThat(report.sort().name()).isEqualTo("alloc_count");
        assertThat(report.top()).extracting(group -> group.values().value(3)).containsExactly(17.0, 7.0, 5.0);
    }

    @Test
    void limitLeavesTheRestInOther() {
        Report report = Query.DEFAULT.withLimit(1).on(SNAPSHOT);
        assertThat(report.top()).hasSize(1);
        assertThat(report.other()).isEqualTo(new Report.Other(2, Values.exact(650, 11, 750, 12)));
        assertThat(report.total()).isEqualTo(Values.exact(1400, 17, 2450, 29));
        assertThat(report.groups()).isEqualTo(3);
    }

    @Test
    void filterTakesWhatIsExcludedOutOfTheTotal() {
        Query query = Query.DEFAULT.withFilter(Filter.NONE.withFrames(new Selection<>(
                List.of(FramePattern.parse("com.acme.**"), FramePattern.parse("org/json/*.java")),
                List.of(FramePattern.parse("Parser.java")))));
        Report report = query.on(SNAPSHOT);
        assertThat(report.top()).extracting(Group::key).containsExactly("com.acme.Cache.put(Cache.java:42)");
        assertThat(report.total().value(0)).isEqualTo(750);
    }

    @Test
    void filterMatchesTheBlamedFrameNotTheLeaf() {
        Query java = Query.DEFAULT.withFilter(including("java.util.*"));
        assertThat(java.on(SNAPSHOT).top()).isEmpty();
        assertThat(java.withFrame(FrameChoice.LEAF).on(SNAPSHOT).total().value(0))
                .isEqualTo(750);
    }

    @Test
    void patternWithALineMatchesThatLineOnly() {
        assertThat(total(including("Cache.java:42"))).isEqualTo(750);
        assertThat(total(including("com.acme.Cache:42"))).isEqualTo(750);
        assertThat(total(including("Cache.java:43"))).isZero();
    }

    @Test
    void allFramesMatchesWhereAnyFrameDoes() {
        assertThat(total(including("com.acme.Main"))).isZero();
        assertThat(total(including("com.acme.Main").withAllFrames(true))).isEqualTo(1000);
        assertThat(total(excluding("com.acme.Main:7").withAllFrames(true))).isEqualTo(1000);
        assertThat(total(excluding("java.lang.ref.*").withAllFrames(true))).isEqualTo(1350);
    }

    @Test
    void typesAndThreadsAreChosenByPatterns() {
        Filter bytes = Filter.NONE.withTypes(Selection.of(new Glob("byte[]")));
        assertThat(total(bytes)).isEqualTo(900);
        assertThat(total(bytes.withThreads(Selection.of(new Glob("http-*"))))).isZero();
        assertThat(total(Filter.NONE.withThreads(Selection.of(new Glob("http-*")))))
                .isEqualTo(350);
        assertThat(total(Filter.NONE.withThreads(new Selection<>(List.of(), List.of(new Glob("main"))))))
                .isEqualTo(400);
    }

    @Test
    void cumulativeCountsEveryOwnFrameOfTheStackOnce() {
        CallStack recursive = stack(
                "com.acme.Tree.add(Tree.java:3)",
                "com.acme.Tree.add(Tree.java:3)",
                "java.lang.Thread.run(Thread.java:1)",
                "com.acme.Main.main(Main.java:7)");
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 100, 1, 100, 1)
                .site(recursive, "byte[]", "main", 10, 1, 10, 1)
                .build();
        Report own = Query.DEFAULT.withCumulative(true).on(snapshot);
        assertThat(own.top())
                .extracting(Group::key, group -> group.values().value(0))
                .containsExactly(
                        tuple("com.acme.Main.main(Main.java:7)", 110.0),
                        tuple("com.acme.Cache.put(Cache.java:42)", 100.0),
                        tuple("com.acme.Tree.add(Tree.java:3)", 10.0));
        assertThat(own.total().value(0)).isEqualTo(110);
        Report all =
                Query.DEFAULT.withCumulative(true).withFrame(FrameChoice.LEAF).on(snapshot);
        assertThat(all.top()).extracting(Group::key).contains("java.lang.Thread.run(Thread.java:1)");
    }

    @Test
    void otherOfACumulativeReportIsWhatNoListedGroupHasAPartIn() {
        Report report = Query.DEFAULT
                .withCumulative(true)
                .withBy(GroupBy.CLASS)
                .withLimit(1)
                .on(SNAPSHOT);
        assertThat(report.top()).extracting(Group::key).containsExactly("com.acme.Main");
        assertThat(report.top().get(0).values().value(0)).isEqualTo(1000);
        assertThat(report.other().groups()).isEqualTo(4);
        assertThat(report.other().values().value(0)).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(names = {"TRACEBACK", "TYPE", "THREAD", "AGE"})
    void onlyFramesCanBeCumulative(GroupBy by) {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT.withCumulative(true).withBy(by))
                .withMessage("by=" + by.label() + " cannot be cumulative: it is not about frames.");
    }

    @Test
    void minAgeKeepsWhatHasSurvivedSoManyCollections() {
        assertThat(ages(0))
                .containsExactly(tuple("7", 60.0), tuple("2", 30.0), tuple("1", 10.0), tuple("(allocated)", 0.0));
        assertThat(ages(2)).containsExactly(tuple("7", 60.0), tuple("2", 30.0));
        assertThat(ages(8)).isEmpty();
    }

    private static List<Tuple> ages(int minAge) {
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "byte[]", "main", 0, 0, 900, 9)
                .living(PUT, "byte[]", "main", 1, 10, 1)
                .living(PUT, "byte[]", "main", 2, 30, 1)
                .living(PARSE, "byte[]", "main", 7, 60, 1)
                .build();
        return Query.DEFAULT.withBy(GroupBy.AGE).withFilter(Filter.NONE.withMinAge(minAge)).on(snapshot).top().stream()
                .map(group -> tuple(group.key(), group.values().value(0)))
                .toList();
    }

    @Test
    void threadsHaveNoAge() {
        Snapshot threads = Snapshots.threads()
                .site(PUT, "java.lang.Thread", "main", 1, 1, 0, 0)
                .build();
        for (Query query :
                List.of(Query.DEFAULT.withBy(GroupBy.AGE), Query.DEFAULT.withFilter(Filter.NONE.withMinAge(1)))) {
            assertThatExceptionOfType(QueryException.class)
                    .isThrownBy(() -> query.on(threads))
                    .withMessage("Only objects of the heap have an age.");
        }
    }

    private static Filter including(String pattern) {
        return Filter.NONE.withFrames(Selection.of(FramePattern.parse(pattern)));
    }

    private static Filter excluding(String pattern) {
        return Filter.NONE.withFrames(new Selection<>(List.of(), List.of(FramePattern.parse(pattern))));
    }

    private static double total(Filter filter) {
        return Query.DEFAULT.withFilter(filter).on(SNAPSHOT).total().value(0);
    }

    @Test
    void groupTellsItsTypesAndItsHeaviestStack() {
        Group cache = Query.DEFAULT.on(SNAPSHOT).top().get(0);
        assertThat(cache.types())
                .containsExactly(new TypeShare("java.lang.Object[]", 450), new TypeShare("byte[]", 300));
        assertThat(cache.traceback()).isEqualTo(PUT);
        assertThat(Query.DEFAULT
                        .withSort("live_count")
                        .on(SNAPSHOT)
                        .top()
                        .get(1)
                        .traceback())
                .isEqualTo(PARSE);
    }

    @Test
    void equalGroupsAreOrderedByTheOtherMetricsAndThenByName() {
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "b", "t", 1, 1, 5, 1)
                .site(PUT, "a", "t", 1, 1, 5, 1)
                .site(PUT, "c", "t", 1, 1, 6, 1)
                .build();
        assertThat(Query.DEFAULT.withBy(GroupBy.TYPE).on(snapshot).top())
                .extracting(Group::key)
                .containsExactly("c", "a", "b");
    }

    @ParameterizedTest
    @EnumSource(names = "AGE", mode = EnumSource.Mode.EXCLUDE)
    void topAndOtherMakeExactlyTheTotalWhateverTheGrouping(GroupBy by) {
        Random random = new Random(7);
        Snapshots builder = Snapshots.threads();
        double exactLive = 0;
        for (int i = 0; i < 2_000; i++) {
            CallStack stack = stack("a.C" + random.nextInt(50) + ".m(C.java:" + random.nextInt(9) + ")");
            double live = random.nextDouble() * 1e9;
            exactLive += live;
            builder.site(
                    stack, "T" + random.nextInt(30), "t" + random.nextInt(5), live, 1, random.nextInt(99) / 60.0, 0);
        }
        Report report = Query.DEFAULT.withBy(by).withLimit(3).on(builder.build());
        for (int metric = 0; metric < report.metrics().size(); metric++) {
            double sum = report.other().values().value(metric);
            for (Group group : report.top()) {
                sum += group.values().value(metric);
            }
            // Rates are thousandths, which doubles hold only nearly: compared as thousandths.
            boolean rate = report.metrics().get(metric).unit() == Metric.Unit.PER_SECOND;
            assertThat(rate ? Math.rint(sum * 1000) : sum)
                    .isEqualTo(
                            rate
                                    ? Math.rint(report.total().value(metric) * 1000)
                                    : report.total().value(metric));
        }
        assertThat(report.total().value(0)).isCloseTo(exactLive, within(1_000.0));
        assertThat(report.total().value(1)).isEqualTo(2_000);
    }

    @Test
    void errorsOfIndependentSitesAddAsVariances() {
        Values three = Values.of(new double[] {10, 1, 10, 1}, new double[] {9, 0, 0, 0});
        Values four = Values.of(new double[] {10, 1, 10, 1}, new double[] {16, 0, 0, 0});
        Snapshot snapshot = Snapshots.allocations()
                .site(PUT, "a", "t", three)
                .site(PARSE, "a", "t", four)
                .build();
        assertThat(Query.DEFAULT.on(snapshot).total().variance(0)).isEqualTo(25);
    }

    @Test
    void stackWithoutFramesIsNamedSo() {
        Snapshot snapshot = Snapshots.threads()
                .site(stack(), "java.lang.Thread", "main", 1, 1, 0, 0)
                .build();
        for (GroupBy by : List.of(GroupBy.LINE, GroupBy.FILE, GroupBy.METHOD, GroupBy.CLASS, GroupBy.TRACEBACK)) {
            assertThat(Query.DEFAULT.withBy(by).on(snapshot).top().get(0).key()).isEqualTo("(no Java frame)");
        }
    }

    @Test
    void unknownMetricNamesTheNearestOne() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Query.DEFAULT.withSort("live_byte").on(SNAPSHOT))
                .satisfies(e -> assertThat(e.hint())
                        .isEqualTo(
                                "Did you mean live_bytes? Valid: live_bytes, live_count, alloc_bytes, alloc_count."));
    }

    private static List<String> keys(Query query) {
        return query.on(SNAPSHOT).top().stream().map(Group::key).toList();
    }
}

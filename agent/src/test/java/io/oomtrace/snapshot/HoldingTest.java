package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private static final ReferenceStep CACHE = new ReferenceStep("com.acme.Cache", "ENTRIES", true, 0, 0);
    private static final CallStack PUT = stack("com.acme.Cache.put(Cache.java:42)");
    private static final CallStack LOG = stack("com.acme.Log.add(Log.java:7)");

    private final List<HeldObject> objects = new ArrayList<>();

    private static ReferenceStep field(String holder, String name) {
        return new ReferenceStep(holder, name, false, 0, 0);
    }

    private static ReferenceStep element(String type, int index) {
        return new ReferenceStep(type, "", false, index, 0);
    }

    private void held(CallStack stack, String type, ReferenceStep... path) {
        objects.add(new HeldObject(new Site(stack, type, "main", Values.zero(0)), "", List.of(path)));
    }

    private HolderReport report(Map<String, List<String>> parameters) {
        return QueryParameters.parse(parameters)
                .holders(new HeldObjects(Snapshots.TAKEN_AT, Duration.ofSeconds(60), Duration.ZERO, objects, 0));
    }

    private HolderReport report() {
        return report(Map.of());
    }

    /** A map of lists: entry by entry of few, element by element of many. */
    private void listsInAMap(int lists, int elements, String type, CallStack stack) {
        for (int i = 0; i < elements; i++) {
            held(
                    stack,
                    type,
                    CACHE,
                    field("java.util.HashMap", "table"),
                    element("java.util.HashMap$Node[]", i % lists),
                    field("java.util.HashMap$Node", "value"),
                    field("java.util.ArrayList", "elementData"),
                    element("java.lang.Object[]", i));
        }
    }

    @Test
    void elementsOfACollectionAreOneChain() {
        listsInAMap(1, 20, "byte[]", PUT);

        HolderReport report = report();
        assertThat(report.matching()).isEqualTo(20);
        assertThat(report.others()).isZero();
        assertThat(report.top()).hasSize(1);
        HolderChain chain = report.top().get(0);
        assertThat(chain.objects()).isEqualTo(20);
        assertThat(chain.steps()).hasSize(6).startsWith(CACHE);
        assertThat(chain.steps().get(chain.branch())).hasToString("java.lang.Object[]");
        assertThat(chain.branches()).isEqualTo(20);
        assertThat(chain.types()).containsExactly(new HolderChain.TypeCount("byte[]", 20));
        assertThat(chain.allocatedAt()).isEqualTo(PUT);
    }

    @Test
    void theBranchIsWhereMostPartAndNotWhereFewDo() {
        listsInAMap(3, 20, "byte[]", PUT);
        assertThat(report().top().get(0).branch()).isEqualTo(5);

        objects.clear();
        listsInAMap(15, 20, "byte[]", PUT);
        HolderChain ofMap = report().top().get(0);
        assertThat(ofMap.branch()).isEqualTo(2);
        assertThat(ofMap.branches()).isEqualTo(15);
    }

    @Test
    void twoAreABranchToo() {
        listsInAMap(1, 2, "byte[]", PUT);
        assertThat(report().top().get(0).branch()).isEqualTo(5);
        assertThat(report().top().get(0).branches()).isEqualTo(2);
    }

    @Test
    void whatIsBelowTheBranchIsOneChainOfSeveralTypes() {
        listsInAMap(1, 20, "com.acme.Entry", PUT);
        for (int i = 0; i < 30; i++) {
            held(
                    LOG,
                    "byte[]",
                    CACHE,
                    field("java.util.HashMap", "table"),
                    element("java.util.HashMap$Node[]", 0),
                    field("java.util.HashMap$Node", "value"),
                    field("java.util.ArrayList", "elementData"),
                    element("java.lang.Object[]", i),
                    field("com.acme.Entry", "data"));
        }

        HolderChain chain = report().top().get(0);
        assertThat(report().top()).hasSize(1);
        assertThat(chain.objects()).isEqualTo(50);
        assertThat(chain.branches()).isEqualTo(30);
        assertThat(chain.steps()).hasSize(7);
        assertThat(chain.types())
                .containsExactly(
                        new HolderChain.TypeCount("byte[]", 30), new HolderChain.TypeCount("com.acme.Entry", 20));
        assertThat(chain.allocatedAt()).isEqualTo(LOG);
    }

    @Test
    void oneMoreOnTheWayIsOfThatChain() {
        listsInAMap(1, 20, "byte[]", PUT);
        listsInAMap(1, 1, "char[]", LOG);

        assertThat(report().top()).hasSize(1);
        assertThat(report().top().get(0).objects()).isEqualTo(21);
        assertThat(report().top().get(0).allocatedAt()).isEqualTo(PUT);
    }

    @Test
    void nodesThatReferToTheirLikeAreOne() {
        for (int length = 0; length < 10; length++) {
            List<ReferenceStep> path = new ArrayList<>(List.of(CACHE, field("java.util.LinkedList", "first")));
            for (int i = 0; i < length; i++) {
                path.add(field("java.util.LinkedList$Node", "next"));
            }
            path.add(field("java.util.LinkedList$Node", "item"));
            held(PUT, "byte[]", path.toArray(ReferenceStep[]::new));
        }

        HolderChain chain = report().top().get(0);
        assertThat(chain.objects()).isEqualTo(10);
        assertThat(chain.steps()).hasSize(3);
        assertThat(chain.steps().get(chain.branch())).hasToString("java.util.LinkedList$Node.item");
        assertThat(chain.branches()).isEqualTo(10);
    }

    @Test
    void referencesThatAreNotKnownTellNodesApart() {
        for (int skipped = 0; skipped < 5; skipped++) {
            held(
                    PUT,
                    "byte[]",
                    CACHE,
                    new ReferenceStep("java.util.LinkedList", "first", false, 0, 1000 * skipped),
                    field("java.util.LinkedList$Node", "item"));
        }
        assertThat(report().top()).hasSize(1);
        assertThat(report().top().get(0).branches()).isEqualTo(5);
    }

    @Test
    void oneThingHasNoBranch() {
        held(PUT, "byte[]", CACHE, field("com.acme.Buffer", "bytes"));
        assertThat(report().top().get(0).branch()).isEqualTo(HolderChain.NO_BRANCH);
        assertThat(report().top().get(0).branches()).isZero();
    }

    @Test
    void otherRootsAreOtherChainsAndTheFirstHoldsMost() {
        listsInAMap(1, 3, "byte[]", PUT);
        for (int i = 0; i < 5; i++) {
            objects.add(new HeldObject(
                    new Site(LOG, "byte[]", "main", Values.zero(0)),
                    "Threads: Stack Variable, Thread Name: main",
                    List.of(element("java.lang.Object[]", i))));
        }

        HolderReport report = report(Map.of("limit", List.of("1")));
        assertThat(report.top()).hasSize(1);
        assertThat(report.top().get(0).root()).startsWith("Threads");
        assertThat(report.top().get(0).objects()).isEqualTo(5);
        assertThat(report.others()).isEqualTo(3);
    }

    @Test
    void onlyWhatIsAskedFor() {
        listsInAMap(1, 3, "byte[]", PUT);
        listsInAMap(1, 4, "char[]", LOG);

        assertThat(report(Map.of("type", List.of("char*"))).matching()).isEqualTo(4);
        assertThat(report(Map.of("include", List.of("com.acme.Cache"))).matching())
                .isEqualTo(3);
        assertThat(report(Map.of("type", List.of("int*"))).top()).isEmpty();
    }

    @Test
    void anElementOfAnArrayOfArraysIsNotOneOfItsLike() {
        held(PUT, "byte[]", CACHE, element("java.lang.Object[]", 1), element("java.lang.Object[]", 2));
        assertThat(report().top().get(0).steps()).hasSize(3);
    }
}

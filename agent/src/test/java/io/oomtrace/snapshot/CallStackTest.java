package io.oomtrace.snapshot;

import static io.oomtrace.snapshot.Snapshots.frame;
import static io.oomtrace.snapshot.Snapshots.stack;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallStackTest {
    private static final Frame LEAF = frame("com.acme.Cache.put(Cache.java:42)");
    private static final Frame MAIN = frame("com.acme.Main.main(Main.java:7)");

    @Test
    void framesAreThoseItWasMadeOf() {
        CallStack stack = CallStack.of(List.of(LEAF, MAIN), false);
        assertThat(stack.frames()).containsExactly(LEAF, MAIN);
        assertThat(stack.leaf()).isEqualTo(LEAF);
        assertThat(stack.caller().frames()).containsExactly(MAIN);
        assertThat(stack.truncated()).isFalse();
        assertThat(stack).isEqualTo(CallStack.EMPTY.calling(MAIN).calling(LEAF)).hasToString(stack.toLine());
    }

    @Test
    void aTruncatedOneIsAnother() {
        CallStack cut = CallStack.of(List.of(LEAF), true);
        assertThat(cut.truncated()).isTrue();
        assertThat(cut).isNotEqualTo(CallStack.of(List.of(LEAF), false)).isEqualTo(CallStack.TRUNCATED.calling(LEAF));
        assertThat(cut.toLine()).isEqualTo("com.acme.Cache.put(Cache.java:42) < ...");
        assertThat(cut.compareTo(CallStack.of(List.of(LEAF), false))).isPositive();
    }

    @Test
    void ofNoFramesItHasAName() {
        assertThat(CallStack.of(List.of(), false)).isSameAs(CallStack.EMPTY);
        assertThat(CallStack.of(List.of(), true)).isSameAs(CallStack.TRUNCATED).isNotEqualTo(CallStack.EMPTY);
        assertThat(CallStack.EMPTY.leaf()).isSameAs(Frame.NONE);
        assertThat(CallStack.EMPTY.toLine()).isEqualTo("(no Java frame)");
        assertThat(CallStack.EMPTY.frames()).isEmpty();
    }

    @Test
    void theOrderIsThatOfTheFramesFromTheLeaf() {
        List<CallStack> sorted = new ArrayList<>(List.of(
                CallStack.EMPTY,
                stack("a.A.a(A.java:1)"),
                stack("a.A.a(A.java:1)", "a.A.a(A.java:1)"),
                stack("a.A.a(A.java:1)", "b.B.b(B.java:1)"),
                stack("a.A.a(A.java:2)"),
                stack("a.A.b(A.java:1)")));
        List<CallStack> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(shuffled.stream().sorted().toList()).isEqualTo(sorted);
        assertThat(sorted.get(2).compareTo(stack("a.A.a(A.java:1)", "a.A.a(A.java:1)")))
                .isZero();
    }
}

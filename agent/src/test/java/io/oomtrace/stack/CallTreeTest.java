package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.snapshot.CallStack;
import io.oomtrace.snapshot.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTreeTest {
    private static final Frame MAIN = new Frame("Main", "main", "Main.java", 1);
    private static final Frame LEFT = new Frame("Left", "run", "Left.java", 2);
    private static final Frame RIGHT = new Frame("Right", "run", "Right.java", 3);

    private final CallTree tree = new CallTree(4);

    @Test
    void equalStacksAreOne() {
        CallStack node = tree.intern(List.of(LEFT, MAIN), false);
        assertThat(tree.intern(List.of(new Frame("Left", "run", "Left.java", 2), MAIN), false))
                .isSameAs(node);
        assertThat(tree.intern(List.of(RIGHT, MAIN), false)).isNotSameAs(node);
        assertThat(tree.size()).isEqualTo(3);
    }

    @Test
    void aNodeGivesItsStackBack() {
        List<Frame> stack = List.of(LEFT, LEFT, MAIN);
        assertThat(tree.intern(stack, true)).isEqualTo(CallStack.of(stack, true));
    }

    @Test
    void aFullTreeRefusesAndCounts() {
        CallStack kept = tree.intern(List.of(LEFT, RIGHT, LEFT, MAIN), false);
        assertThat(tree.intern(List.of(RIGHT, MAIN), false)).isSameAs(tree.full());
        assertThat(tree.intern(List.of(LEFT, RIGHT, LEFT, MAIN), false)).isSameAs(kept);
        assertThat(tree.size()).isEqualTo(4);
        assertThat(tree.refused()).isEqualTo(1);
    }

    @Test
    void aTreeOfManyNodesFindsEachAgain() {
        CallTree large = new CallTree(10_000);
        List<CallStack> nodes = new ArrayList<>();
        for (int line = 0; line < 3000; line++) {
            nodes.add(large.intern(List.of(new Frame("Left", "run", "Left.java", line), MAIN), false));
        }
        assertThat(large.size()).isEqualTo(3001);
        for (int line = 0; line < 3000; line++) {
            Frame frame = new Frame("Left", "run", "Left.java", line);
            assertThat(large.intern(List.of(frame, MAIN), false)).isSameAs(nodes.get(line));
        }
        large.clear();
        assertThat(large.size()).isZero();
        assertThat(large.intern(List.of(LEFT, MAIN), false)).isNotSameAs(nodes.get(2));
    }
}

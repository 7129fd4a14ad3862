package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oomtrace.agent.Backtraces;
import io.oomtrace.snapshot.Frame;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ThrownStacksTest {
    private static final int DEPTH = 100;

    private final StackDepth depth = new StackDepth(DEPTH);
    private final ThrownStacks stacks = stacks(depth);

    private static ThrownStacks stacks(StackDepth depth) {
        try {
            return Backtraces.open().stacks(depth, type -> type == Own.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Stands for a class of the agent. */
    private static final class Own {
        static Object call(Supplier<Object> supplier) {
            return supplier.get();
        }
    }

    private static Object below(int frames, Supplier<Object> leaf) {
        return frames == 0 ? leaf.get() : frames % 2 == 0 ? below(frames - 1, leaf) : belowToo(frames - 1, leaf);
    }

    @Test
    void theDepthMayChange() {
        depth.set(3);
        Object taken = below(200, stacks::take);
        assertThat(stacks.name(taken).leafFirst()).hasSize(3);
        assertThat(stacks.name(taken).truncated()).isTrue();
        depth.set(StackDepth.MOST);
        assertThat(stacks.name(taken).leafFirst()).hasSizeGreaterThan(200);
        assertThat(stacks.name(taken).truncated()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> depth.set(0));
        assertThatIllegalArgumentException().isThrownBy(() -> depth.set(StackDepth.MOST + 1));
    }

    private static Object belowToo(int frames, Supplier<Object> leaf) {
        return below(frames, leaf);
    }

    private static List<Frame> elements(StackTraceElement... elements) {
        return List.of(elements).stream()
                .map(element -> FrameNames.frame(element, classOf(element)))
                .toList();
    }

    private static Class<?> classOf(StackTraceElement element) {
        try {
            return Class.forName(element.getClassName(), false, ThrownStacksTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return ThrownStacksTest.class; // of a lambda of it
        }
    }

    /** A chunk of the JVM's has 32 frames. */
    @Test
    void findsWhatAThrowableSays() {
        for (int frames : new int[] {0, 1, 10, 29, 30, 31, 32, 33, 64, 70}) {
            for (int again = 0; again < 2; again++) {
                Throwable[] thrown = new Throwable[1];
                Object taken = below(frames, () -> {
                    thrown[0] = new Throwable();
                    return stacks.take();
                });
                List<Frame> found = stacks.name(taken).leafFirst();
                int own = found.indexOf(found.stream()
                        .filter(frame -> frame.className().equals(getClass().getName()))
                        .findFirst()
                        .orElseThrow());
                List<Frame> expected = elements(thrown[0].getStackTrace());
                assertThat(found.subList(own + 1, own + frames + 2))
                        .as("%d frames", frames)
                        .isEqualTo(expected.subList(1, frames + 2));
            }
        }
    }

    @Test
    void cutsWhatIsTooDeep() throws InterruptedException {
        ThrownStacks shallow = stacks(new StackDepth(10));
        Stacks.Named deep = shallow.name(below(50, shallow::take));
        assertThat(deep.truncated()).isTrue();
        assertThat(deep.leafFirst()).hasSize(10);
        Object[] taken = new Object[1];
        Thread thread = new Thread(() -> taken[0] = stacks.take());
        thread.start();
        thread.join();
        assertThat(stacks.name(taken[0]).truncated()).isFalse();
    }

    @Test
    void whatTheAgentDoesIsNobodys() {
        assertThat(stacks.name(Own.call(stacks::take))).isNull();
        assertThat(stacks.name(below(3, stacks::take))).isNotNull();
    }

    @Test
    void twoLinesOfOneMethodAreTwoFrames() {
        Frame first = leaf(stacks.name(stacks.take()));
        Frame second = leaf(stacks.name(stacks.take()));
        assertThat(first.methodName()).isEqualTo("twoLinesOfOneMethodAreTwoFrames");
        assertThat(second)
                .isEqualTo(new Frame(
                        first.className(), first.methodName(), first.fileName(), first.line() + 1, first.module()));
    }

    private Frame leaf(Stacks.Named stack) {
        return stack.leafFirst().stream()
                .filter(frame -> frame.className().equals(getClass().getName()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void namesEachFrameOnce() {
        Object[] taken = new Object[2];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = below(5, stacks::take);
        }
        List<Frame> first = stacks.name(taken[0]).leafFirst();
        List<Frame> second = stacks.name(taken[1]).leafFirst();
        assertThat(second).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isSameAs(first.get(i));
        }
    }

    public static Object called(Supplier<Object> leaf) {
        return leaf.get();
    }

    /** The JVM changes the way of reflective calls after some of them. */
    @Test
    void callsByReflectionLookAsStackWalkerShowsThem() throws ReflectiveOperationException {
        Method method = getClass().getMethod("called", Supplier.class);
        WalkedStacks walked = new WalkedStacks(depth, type -> false);
        Supplier<Object> thrown = () -> stacks.take();
        Supplier<Object> walking = () -> walked.take();
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            seen.add(methodsFromCalledOn(stacks.name(method.invoke(null, thrown))));
            seen.add(methodsFromCalledOn(walked.name(method.invoke(null, walking))));
        }
        assertThat(seen).hasSize(1);
    }

    private static List<String> methodsFromCalledOn(Stacks.Named stack) {
        List<String> methods = stack.leafFirst().stream()
                .map(frame -> frame.className() + '.' + frame.methodName())
                .toList();
        return methods.subList(methods.indexOf(ThrownStacksTest.class.getName() + ".called"), methods.size());
    }

    @Test
    void aThrowableForWhoseStackThereWasNoRoomIsLeftOut() {
        Stacks without = new ThrownStacks(Throwable::new, thrown -> null, depth, type -> false);
        assertThat(without.name(without.take())).isNull();
    }
}

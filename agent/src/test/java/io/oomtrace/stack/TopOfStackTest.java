package io.oomtrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.oomtrace.agent.LiveFrames;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopOfStackTest {
    /** More rounds than the compilers need to take notice. */
    private static final int LONG_ENOUGH = 200_000_000;

    private final Object field = new Object();

    /** Stands for the hook. */
    private static final class Callee {
        private static TopOfStack top;
        private static Object found;
        private static boolean look;

        static int object() {
            if (look) {
                search();
            }
            return 0;
        }

        static int array(int length) {
            if (look) {
                search();
            }
            return length;
        }

        private static void search() {
            found = top.get();
        }
    }

    @BeforeEach
    void open() throws ReflectiveOperationException {
        Callee.top = LiveFrames.topBelow(Callee.class.getName());
        Callee.look = true;
    }

    private static <T> T first(T object, int hooked) {
        return hooked < 0 ? null : object;
    }

    @Test
    void findsAnObject() {
        Object made = first(new Object(), Callee.object());
        assertThat(Callee.found).isSameAs(made);
    }

    @Test
    void findsAnArrayBelowItsLength() {
        byte[] made = first(new byte[17], Callee.array(17));
        assertThat(Callee.found).isSameAs(made);
    }

    @Test
    void findsAnObjectAboveOthers() {
        List<Object> made = new ArrayList<>(List.of(field, 7L, first(new Object(), Callee.object())));
        assertThat(Callee.found).isSameAs(made.get(2));
    }

    private static final class Maker implements Supplier<Object> {
        @Override
        public Object get() {
            return first(new Object(), Callee.object());
        }
    }

    /** Walkers of stacks leave out such frames, and those of reflection, unless told otherwise. */
    @Test
    void findsAnObjectInAHiddenFrame() throws IOException, ReflectiveOperationException {
        byte[] classFile;
        try (InputStream in = getClass().getResourceAsStream("TopOfStackTest$Maker.class")) {
            classFile = in.readAllBytes();
        }
        Constructor<?> hidden = MethodHandles.lookup()
                .defineHiddenClass(classFile, true, MethodHandles.Lookup.ClassOption.NESTMATE)
                .lookupClass()
                .getDeclaredConstructor();
        Object made = ((Supplier<?>) hidden.newInstance()).get();
        assertThat(Callee.found).isSameAs(made);
    }

    @Test
    void findsNothingWithoutACallee() {
        assertThat(Callee.top.get()).isNull();
    }

    @Test
    void findsNothingWhereAPrimitiveLies() {
        assertThat(Math.addExact(3, Callee.object())).isEqualTo(3);
        assertThat(Callee.found).isNull();
    }

    /** Once the loop is compiled, the objects in it are on the heap only when somebody keeps them. */
    @Test
    void whatTheCompilerKeepsOffTheHeapReadsAsNull() {
        long sum = 0;
        int round = 0;
        do {
            Callee.look = ++round % 10_000 == 0;
            sum += temporary(round);
        } while ((!Callee.look || Callee.found != null) && round < LONG_ENOUGH);
        assertThat(Callee.found).isNull();
        assertThat(sum).isNotZero();
    }

    private static int temporary(int value) {
        return element(new int[] {value}, Callee.object());
    }

    private static int element(int[] box, int hooked) {
        return box[0] + hooked;
    }
}

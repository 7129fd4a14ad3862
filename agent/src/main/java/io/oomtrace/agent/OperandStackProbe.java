package io.oomtrace.agent;

import io.oomtrace.stack.TopOfStack;

/** Puts objects on the operand stack as instrumented code does, and tells whether they are found. */
final class OperandStackProbe {
    private static final int LENGTH = 3;

    private OperandStackProbe() {}

    /** Stands for the hook. */
    private static final class Hook {
        private static TopOfStack top;
        private static Object found;

        static int object() {
            found = top.get();
            return 0;
        }

        static int array(int length) {
            found = top.get();
            return length;
        }
    }

    /** @throws ReflectiveOperationException when this JDK has no means to look */
    static boolean succeeds() throws ReflectiveOperationException {
        Hook.top = LiveFrames.topBelow(Hook.class.getName());
        try {
            return isFound(new Object(), Hook.object()) && isFound(new byte[LENGTH], Hook.array(LENGTH));
        } finally {
            Hook.top = null;
            Hook.found = null;
        }
    }

    private static boolean isFound(Object object, int hooked) {
        return hooked >= 0 && object == Hook.found;
    }
}

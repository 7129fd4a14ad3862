package io.oomtrace.stack;

/**
 * Reads the stack in a throwable, leaf first, as HotSpot keeps it ({@code BacktraceBuilder} and {@code
 * BacktraceIterator} in {@code javaClasses.cpp}): a chain of arrays of arrays, each for a number of frames. In the first
 * four are, for each frame, the number of the method in its class ({@code short}), the index of the bytecode and the
 * version of the class ({@code int}), the class, and the name. Behind them, at a place that differs between JDKs, is
 * the next of the chain.
 */
final class Backtrace {
    private static final int METHODS = 0;
    private static final int BYTECODES = 1;
    private static final int TYPES = 2;
    private static final int NEXT_FROM = 4;

    private Object[] chunk;
    private short[] methods;
    private int[] bytecodes;
    private Object[] types;
    private int at;

    /**
     * @param first of the chain
     * @throws ClassCastException when this JVM keeps it in another way
     */
    Backtrace(Object first) {
        use((Object[]) first);
    }

    private void use(Object[] next) {
        chunk = next;
        methods = (short[]) next[METHODS];
        bytecodes = (int[]) next[BYTECODES];
        types = (Object[]) next[TYPES];
        at = -1;
    }

    /** Goes on to the next frame, at the beginning to the first; false when there is none. */
    boolean next() {
        at++;
        if (at == types.length && !nextChunk()) {
            return false;
        }
        return types[at] != null;
    }

    private boolean nextChunk() {
        for (int i = NEXT_FROM; i < chunk.length; i++) {
            if (chunk[i] instanceof Object[] next && next.length == chunk.length && next[METHODS] instanceof short[]) {
                use(next);
                at = 0;
                return true;
            }
        }
        return false;
    }

    Class<?> type() {
        return (Class<?>) types[at];
    }

    /** Which method of the class, of which version, and where in it: the same only for the same place in the code. */
    long position() {
        return (long) methods[at] << Integer.SIZE | bytecodes[at] & 0xffff_ffffL;
    }
}

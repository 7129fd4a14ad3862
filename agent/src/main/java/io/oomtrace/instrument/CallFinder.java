package io.oomtrace.instrument;

import java.util.Arrays;

/**
 * Finds where calls are to be put into the code of one method after another. Calls are in the order of the code. One
 * thread.
 */
abstract class CallFinder {
    final ClassFile file;

    private int[] positions = new int[32];
    private HookCall[] calls = new HookCall[32];
    private int count;

    CallFinder(ClassFile file) {
        this.file = file;
    }

    /**
     * Looks into a method.
     *
     * @param code position of the first instruction in the file
     * @param length of the code
     * @param name index of the method's name
     * @param descriptor index of its descriptor
     * @return how many calls there are to be
     * @throws UnusualClassException when it cannot tell
     */
    final int find(int code, int length, int name, int descriptor) {
        count = 0;
        look(code, length, name, descriptor);
        return count;
    }

    abstract void look(int code, int length, int name, int descriptor);

    /** Whether what jumps to where a call is put comes to the call, and not behind it. */
    abstract boolean isReachedByJumps(int i);

    /** Before which instruction, counted from the begin of the code, call {@code i} is put. */
    final int position(int i) {
        return positions[i];
    }

    /** What to put there. */
    final HookCall call(int i) {
        return calls[i];
    }

    final void add(int position, HookCall call) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, 2 * count);
            calls = Arrays.copyOf(calls, 2 * count);
        }
        positions[count] = position;
        calls[count++] = call;
    }

    /**
     * Index of the method reference whose calls are to be calls of {@link #redirection()} instead; 0 if there is
     * none.
     */
    int redirected() {
        return 0;
    }

    HookCall redirection() {
        return HookCall.NONE;
    }
}

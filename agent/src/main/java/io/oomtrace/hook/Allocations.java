package io.oomtrace.hook;

/**
 * Called by instrumented code after every allocation. MUST be loaded by the bootstrap loader.
 *
 * <p>The methods without a reference leave the new object on the operand stack of their caller, where the listener finds
 * it; they do not make it escape, so the compiler may still keep it off the heap. The others are for JVMs where operand
 * stacks cannot be read, and for calls whose result may be an array or not.
 *
 * <p>Each thread counts down a budget of bytes; the allocation that exhausts it is handed to the listener, which draws
 * the budgets. They are exponentially distributed, so every byte has the same chance to be chosen whatever came before
 * it. The bytes counted per allocation need not be the object's true size: a constant for objects, header and elements
 * for arrays. The listener is told what was counted and weighs the sample by that, and by the mean its budget was drawn
 * with: the budget itself carries a tag that tells which it was.
 *
 * <p>Threads share a slot when their ids agree modulo {@link #SLOTS}. The countdown is racy on purpose: a lost
 * decrement costs a little accuracy, a lock or an atomic instruction would cost every allocation of the program. So no
 * slot may ever hold a number that would do harm if a thread that shares it wrote it back late: a budget like any other,
 * or {@link #IDLE}.
 *
 * <p>Nothing here allocates, locks or throws. What the listener itself allocates through instrumented JDK code is
 * counted like everything else, for every byte must have the same chance, but is not given to the listener when it is
 * chosen, and so cannot recur.
 */
public final class Allocations {
    /** Number of slots, a power of two. */
    public static final int SLOTS = 256;

    /** The low bits of a budget. They pass the countdown untouched. */
    private static final int TAG_BITS = 8;

    private static final int TAG_MASK = (1 << TAG_BITS) - 1;

    /** Of a slot while there is no listener: what may be missed of a thread when there is one again. */
    private static final long IDLE = budget(1 << 20, 0);

    /** Bytes counted for an object that is no array. */
    public static final int OBJECT_BYTES = 24;

    private static final int ARRAY_HEADER_BYTES = 16;

    /** Longs between two slots: a cache line of 64 bytes, and another against the prefetcher. */
    private static final int STRIDE = 16;

    private static final long[] BUDGET = new long[SLOTS * STRIDE];

    /** The thread for which the listener works, or that is paused; only that thread takes itself out. */
    private static final Thread[] WORKING = new Thread[SLOTS];

    private static volatile AllocationListener listener;
    private static volatile long failures;

    static {
        setListener(null);
    }

    private Allocations() {}

    /** Installs the listener and arms every slot with a budget of its choice; {@code null} disarms them all. */
    public static void setListener(AllocationListener newListener) {
        listener = newListener;
        for (int slot = 0; slot < SLOTS; slot++) {
            BUDGET[slot * STRIDE] = newListener == null ? IDLE : newListener.budget(slot);
        }
    }

    /**
     * A budget as slots hold it.
     *
     * @param bytes at least 1, below 2<sup>55</sup>
     * @param tag what the listener is to be told about it, from 0 to 255
     */
    public static long budget(long bytes, int tag) {
        return bytes << TAG_BITS | tag;
    }

    /**
     * Lets the listener draw anew for the slots whose budget has another tag. As nothing but the tag decides, every byte
     * keeps the same chance.
     */
    public static void renew(int tag) {
        AllocationListener current = listener;
        for (int slot = 0; current != null && slot < SLOTS; slot++) {
            if (((int) BUDGET[slot * STRIDE] & TAG_MASK) != tag) {
                BUDGET[slot * STRIDE] = current.budget(slot);
            }
        }
    }

    /**
     * Keeps what this thread allocates from the listener until {@link #resume}, as the agent does for its own work on
     * application threads. Not for certain when threads share the slot.
     *
     * @return what to give to {@code resume}
     */
    public static boolean pause() {
        int slot = slot() / STRIDE;
        Thread thread = Thread.currentThread();
        boolean already = WORKING[slot] == thread;
        WORKING[slot] = thread;
        return already;
    }

    public static void resume(boolean already) {
        if (!already) {
            WORKING[slot() / STRIDE] = null;
        }
    }

    /** Calls of the listener that ended in an exception. */
    public static long failures() {
        return failures;
    }

    /** An object lies on top of the caller's operand stack. */
    public static void object() {
        int at = slot();
        long left = BUDGET[at] - (OBJECT_BYTES << TAG_BITS);
        if (left < 0) {
            exhausted(null, OBJECT_BYTES, left);
            return;
        }
        BUDGET[at] = left;
    }

    /** An array of {@code boolean} or {@code byte} lies on top of the caller's operand stack. */
    public static void array1(int length) {
        count(ARRAY_HEADER_BYTES + (long) length);
    }

    /** An array of {@code char} or {@code short} lies on top of the caller's operand stack. */
    public static void array2(int length) {
        count(ARRAY_HEADER_BYTES + 2L * length);
    }

    /** An array of {@code int}, {@code float} or references lies on top of the caller's operand stack. */
    public static void array4(int length) {
        count(ARRAY_HEADER_BYTES + 4L * length);
    }

    /** An array of {@code long} or {@code double} lies on top of the caller's operand stack. */
    public static void array8(int length) {
        count(ARRAY_HEADER_BYTES + 8L * length);
    }

    private static void count(long bytes) {
        int at = slot();
        long left = BUDGET[at] - (bytes << TAG_BITS);
        if (left < 0) {
            exhausted(null, bytes, left);
            return;
        }
        BUDGET[at] = left;
    }

    /** An array or another object, passed because it is not known which, or because it cannot be left on the stack. */
    public static void result(Object allocated) {
        if (allocated != null) {
            count(allocated, bytesOf(allocated));
        }
    }

    private static long bytesOf(Object allocated) {
        if (allocated instanceof Object[] objects) {
            return ARRAY_HEADER_BYTES + 4L * objects.length;
        } else if (allocated instanceof byte[] bytes) {
            return ARRAY_HEADER_BYTES + (long) bytes.length;
        } else if (allocated instanceof int[] ints) {
            return ARRAY_HEADER_BYTES + 4L * ints.length;
        } else if (allocated instanceof long[] longs) {
            return ARRAY_HEADER_BYTES + 8L * longs.length;
        } else if (allocated instanceof char[] chars) {
            return ARRAY_HEADER_BYTES + 2L * chars.length;
        } else if (allocated instanceof double[] doubles) {
            return ARRAY_HEADER_BYTES + 8L * doubles.length;
        } else if (allocated instanceof float[] floats) {
            return ARRAY_HEADER_BYTES + 4L * floats.length;
        } else if (allocated instanceof short[] shorts) {
            return ARRAY_HEADER_BYTES + 2L * shorts.length;
        } else if (allocated instanceof boolean[] booleans) {
            return ARRAY_HEADER_BYTES + (long) booleans.length;
        }
        return OBJECT_BYTES;
    }

    private static void count(Object allocated, long bytes) {
        int at = slot();
        long left = BUDGET[at] - (bytes << TAG_BITS);
        if (left < 0) {
            exhausted(allocated, bytes, left);
            return;
        }
        BUDGET[at] = left;
    }

    /** An array of arrays with every array in it, as {@code multianewarray} makes them: each is an allocation. */
    public static void nested(Object[] allocated) {
        count(allocated, ARRAY_HEADER_BYTES + 4L * allocated.length);
        for (int i = 0; i < allocated.length; i++) {
            Object element = allocated[i];
            if (element instanceof Object[] inner) {
                nested(inner);
            } else {
                result(element);
            }
        }
    }

    private static int slot() {
        return ((int) ThreadId.current() & (SLOTS - 1)) * STRIDE;
    }

    private static void exhausted(Object allocated, long bytes, long left) {
        int at = slot();
        AllocationListener current = listener;
        if (current == null) {
            BUDGET[at] = IDLE;
            return;
        }
        int slot = at / STRIDE;
        Thread thread = Thread.currentThread();
        boolean working = WORKING[slot] == thread;
        try {
            BUDGET[at] = current.budget(slot);
            if (!working) {
                WORKING[slot] = thread;
                current.sampled(allocated, bytes, (int) left & TAG_MASK);
            }
        } catch (Throwable t) {
            failures++;
            BUDGET[at] = IDLE;
        } finally {
            if (!working) {
                WORKING[slot] = null;
            }
        }
    }
}

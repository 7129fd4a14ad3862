package io.oomtrace.jvmti;

import io.oomtrace.internals.InternalUnsafe;

/**
 * Calls C functions of up to six integers or pointers: what a function does not take means nothing to it, for all six
 * are passed in registers on the processors there is {@link MachineCode} for. Safe on any thread.
 */
abstract class NativeFunctions {
    private final InternalUnsafe unsafe;
    private final NativeMemory memory;

    NativeFunctions(InternalUnsafe unsafe) {
        this.unsafe = unsafe;
        this.memory = new NativeMemory(unsafe);
    }

    /**
     * Address of a function in any library of the process, by {@code dlsym(3)}.
     *
     * @throws UnavailableException when there is none of that name
     */
    final long address(String name) throws UnavailableException {
        long address = find(name);
        if (address == 0) {
            throw new UnavailableException("this process has no function " + name);
        }
        return address;
    }

    /** 0 if there is none. */
    abstract long find(String name);

    /** What the function returns; of that only the lower half has a meaning where it returns an {@code int}. */
    abstract long call(long function, long a, long b, long c, long d, long e, long f);

    final InternalUnsafe unsafe() {
        return unsafe;
    }

    final NativeMemory memory() {
        return memory;
    }
}

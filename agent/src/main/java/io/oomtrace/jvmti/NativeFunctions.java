package io.oomtrace.jvmti;

import java.lang.invoke.MethodHandle;

/**
 * Calls C functions of up to six integers or pointers: what a function does not take means nothing to it, for all six
 * are passed in registers on the processors there is {@link MachineCode} for. Safe on any thread.
 */
final class NativeFunctions {
    private static final long EVERY_LIBRARY = 0;

    private final MethodHandle call;
    private final NativeMemory memory;
    private final long dlsym;

    /**
     * @param call of type {@code (long function, long × 6) → long}
     * @param dlsym address of {@code dlsym(3)}
     */
    NativeFunctions(MethodHandle call, NativeMemory memory, long dlsym) {
        this.call = call;
        this.memory = memory;
        this.dlsym = dlsym;
    }

    /**
     * Address of a function in any library of the process.
     *
     * @throws UnavailableException when there is none of that name
     */
    long address(String name) throws UnavailableException {
        long text = memory.text(name);
        try {
            long address = call(dlsym, EVERY_LIBRARY, text, 0, 0, 0, 0);
            if (address == 0) {
                throw new UnavailableException("this process has no function " + name);
            }
            return address;
        } finally {
            memory.free(text);
        }
    }

    /** What the function returns; of that only the lower half has a meaning where it returns an {@code int}. */
    long call(long function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) call.invokeExact(function, a, b, c, d, e, f);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked); // A native function throws nothing.
        }
    }

    NativeMemory memory() {
        return memory;
    }
}

package io.oomtrace.jvmti;

import java.lang.instrument.Instrumentation;

/** Finds the {@code JavaVM} this runs in. */
final class JavaVm {
    private static final int POINTER = 8;

    private final NativeFunctions functions;
    private final NativeMemory memory;

    JavaVm(NativeFunctions functions) {
        this.functions = functions;
        this.memory = functions.memory();
    }

    /**
     * Its address. JNI tells it of a JVM that has been made; before {@code main} it has not, and what knows it then
     * is the JVM's agent for this agent, the first word of which it is ({@code JPLISAgent.h}).
     */
    long address(Instrumentation instrumentation) throws UnavailableException {
        long made = made();
        if (made != 0) {
            return made;
        }
        try {
            long agent = functions.unsafe().longField(instrumentation, "mNativeAgent");
            long jvm = agent == 0 ? 0 : memory.readLong(agent);
            if (isOfTheJvmsLibrary(jvm) && isOfTheJvmsLibrary(memory.readLong(jvm))) {
                return jvm;
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new UnavailableException("the JVM cannot be found: " + e, e);
        }
        throw new UnavailableException("the JVM cannot be found");
    }

    private long made() throws UnavailableException {
        long out = memory.allocate(2 * POINTER);
        try {
            functions.call(functions.address("JNI_GetCreatedJavaVMs"), out, 1, out + POINTER, 0, 0, 0);
            return memory.readLong(out);
        } finally {
            memory.free(out);
        }
    }

    /** Whether an address lies in the library that JNI itself is from. */
    private boolean isOfTheJvmsLibrary(long address) throws UnavailableException {
        return address != 0 && base(address) != 0 && base(address) == base(functions.address("JNI_GetCreatedJavaVMs"));
    }

    /** Where the library begins that an address lies in, by {@code dladdr(3)}; 0 if it lies in none. */
    private long base(long address) throws UnavailableException {
        long info = memory.allocate(4 * POINTER);
        try {
            int found = (int) functions.call(functions.address("dladdr"), address, info, 0, 0, 0, 0);
            return found == 0 ? 0 : memory.readLong(info + POINTER);
        } finally {
            memory.free(info);
        }
    }
}

package io.oomtrace.jvmti;

import io.oomtrace.internals.InternalUnsafe;
import io.oomtrace.internals.Internals;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Finds how this JDK calls native functions. By reflection, for this is compiled for 17. JDK 18 to 20, which nobody
 * maintains, have other names for it.
 */
final class NativeLinkers {
    private NativeLinkers() {}

    /** @throws UnavailableException when this JVM has no way to call native functions */
    static NativeFunctions open(Instrumentation instrumentation) throws UnavailableException {
        int java = Runtime.version().feature();
        try {
            Internals internals = new Internals(instrumentation);
            if (java == 17) {
                return new BufferedFunctions(internals, new InternalUnsafe(internals));
            }
            if (java >= 21) {
                return new LinkedFunctions(internals, new InternalUnsafe(internals));
            }
        } catch (InvocationTargetException e) {
            throw new UnavailableException("native functions cannot be called: " + e.getCause(), e);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new UnavailableException("native functions cannot be called: " + e, e);
        }
        throw new UnavailableException("JDK " + java + " has no foreign function interface that oomtrace knows");
    }
}

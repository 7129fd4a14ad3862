package io.oomtrace.jvmti;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Optional;

/**
 * Links native functions: through {@code java.lang.foreign} (JEP 442, JEP 454) from JDK 21 on, and in JDK 17 through its
 * forerunner in the module {@code jdk.incubator.foreign} (JEP 412), which is loaded for it. By reflection, for this is
 * compiled for 17. JDK 18 to 20, which nobody maintains, have other names for it.
 */
final class NativeLinkers {
    private static final int PARAMETERS = 6;
    private static final MethodType LONGS =
            MethodType.methodType(long.class, Collections.nCopies(PARAMETERS, long.class));
    private static final MethodType WITH_ADDRESS = LONGS.insertParameterTypes(0, long.class);

    private NativeLinkers() {}

    /** @throws UnavailableException when this JVM has no way to call native functions */
    static NativeFunctions open(Instrumentation instrumentation) throws UnavailableException {
        int java = Runtime.version().feature();
        try {
            Internals internals = new Internals(instrumentation);
            NativeMemory memory = NativeMemory.open(internals);
            if (java == 17) {
                return incubator(internals, memory);
            }
            if (java >= 21) {
                return foreign(internals, memory);
            }
        } catch (InvocationTargetException e) {
            throw new UnavailableException("native functions cannot be called: " + e.getCause(), e);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new UnavailableException("native functions cannot be called: " + e, e);
        }
        throw new UnavailableException("JDK " + java + " has no foreign function interface that oomtrace knows");
    }

    private static NativeFunctions foreign(Internals internals, NativeMemory memory)
            throws ReflectiveOperationException {
        Class<?> linkers = Class.forName("java.lang.foreign.Linker");
        Class<?> layouts = Class.forName("java.lang.foreign.MemoryLayout");
        Class<?> descriptors = Class.forName("java.lang.foreign.FunctionDescriptor");
        Class<?> segments = Class.forName("java.lang.foreign.MemorySegment");
        Class<?> options = Class.forName("java.lang.foreign.Linker$Option");
        Object javaLong = Class.forName("java.lang.foreign.ValueLayout")
                .getField("JAVA_LONG")
                .get(null);
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object lookup = linkers.getMethod("defaultLookup").invoke(linker);
        // The linker's own step behind its check of the caller: others would be warned of from JDK 24 on (JEP 472), and
        // to allow native access to one unnamed module is to allow it to the application's, too.
        MethodHandle call = (MethodHandle) internals
                .method(
                        Class.forName("jdk.internal.foreign.abi.AbstractLinker"),
                        "downcallHandle0",
                        descriptors,
                        options.arrayType())
                .invoke(linker, descriptor(descriptors, layouts, javaLong), Array.newInstance(options, 0));
        MethodHandle ofAddress = MethodHandles.publicLookup()
                .findStatic(segments, "ofAddress", MethodType.methodType(segments, long.class));
        Object dlsym =
                found(Class.forName("java.lang.foreign.SymbolLookup").getMethod("find", String.class), lookup, "dlsym");
        return new NativeFunctions(
                MethodHandles.filterArguments(call, 0, ofAddress).asType(WITH_ADDRESS), memory, (long)
                        segments.getMethod("address").invoke(dlsym));
    }

    private static NativeFunctions incubator(Internals internals, NativeMemory memory)
            throws ReflectiveOperationException {
        internals.export(Object.class.getModule(), "jdk.internal.module");
        Module module = (Module) Class.forName("jdk.internal.module.Modules")
                .getMethod("loadModule", String.class)
                .invoke(null, "jdk.incubator.foreign");
        internals.export(module, "jdk.internal.foreign", "jdk.internal.foreign.abi");
        Class<?> linkers = Class.forName("jdk.incubator.foreign.CLinker");
        Class<?> layouts = Class.forName("jdk.incubator.foreign.MemoryLayout");
        Class<?> descriptors = Class.forName("jdk.incubator.foreign.FunctionDescriptor");
        Class<?> addresses = Class.forName("jdk.incubator.foreign.MemoryAddress");
        Object cLong = linkers.getField("C_LONG").get(null);
        // CLinker.getInstance() would want to know who calls.
        Object linker = Class.forName("jdk.internal.foreign.abi.SharedUtils")
                .getMethod("getSystemLinker")
                .invoke(null);
        Object lookup = Class.forName("jdk.internal.foreign.SystemLookup")
                .getMethod("getInstance")
                .invoke(null);
        MethodHandle call = (MethodHandle) linkers.getMethod("downcallHandle", MethodType.class, descriptors)
                .invoke(linker, LONGS, descriptor(descriptors, layouts, cLong));
        MethodHandle ofLong = MethodHandles.publicLookup()
                .findStatic(addresses, "ofLong", MethodType.methodType(addresses, long.class));
        Object dlsym = found(
                Class.forName("jdk.incubator.foreign.SymbolLookup").getMethod("lookup", String.class), lookup, "dlsym");
        MethodHandle withAddress = call.asType(call.type().changeParameterType(0, addresses));
        return new NativeFunctions(
                MethodHandles.filterArguments(withAddress, 0, ofLong).asType(WITH_ADDRESS), memory, (long)
                        addresses.getMethod("toRawLongValue").invoke(dlsym));
    }

    private static Object descriptor(Class<?> descriptors, Class<?> layouts, Object integer)
            throws ReflectiveOperationException {
        Object parameters = Array.newInstance(layouts, PARAMETERS);
        for (int i = 0; i < PARAMETERS; i++) {
            Array.set(parameters, i, integer);
        }
        return descriptors.getMethod("of", layouts, layouts.arrayType()).invoke(null, integer, parameters);
    }

    private static Object found(Method find, Object lookup, String name) throws ReflectiveOperationException {
        return ((Optional<?>) find.invoke(lookup, name))
                .orElseThrow(() -> new IllegalStateException("there is no function " + name));
    }
}

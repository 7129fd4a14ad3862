package io.oomtrace.jvmti;

import io.oomtrace.internals.InternalUnsafe;
import io.oomtrace.internals.Internals;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Through the last step of {@code java.lang.foreign} (JEP 442, JEP 454; JDK 21 and newer): {@code NativeEntryPoint},
 * which has the JVM make a stub for a call with given registers. The steps before it choose registers by layouts and
 * write a class for each signature.
 */
final class LinkedFunctions extends NativeFunctions {
    private static final String FOREIGN = "jdk.internal.foreign.abi.";
    private static final int ARGUMENTS = 6;
    private static final int INTEGER_REGISTERS = 0;
    private static final long EVERY_LIBRARY = 0;
    private static final int NO_CAPTURED_STATE = 0;
    private static final boolean NO_RETURN_BUFFER = false;
    private static final boolean TRANSITION_TO_NATIVE = true;
    private static final boolean NO_ADDRESS_PAIRS = false;

    /** Address of the function, and what it is called with. */
    private static final MethodType TYPE =
            MethodType.methodType(long.class, Collections.nCopies(1 + ARGUMENTS, long.class));

    private final Internals internals;
    private final Method findEntry;
    private final MethodHandle call;

    /** @throws ReflectiveOperationException when this JDK has no such stubs */
    LinkedFunctions(Internals internals, InternalUnsafe unsafe) throws ReflectiveOperationException {
        super(unsafe);
        this.internals = internals;
        this.findEntry = internals.method(
                Class.forName("jdk.internal.loader.NativeLibrary"), "findEntry0", long.class, String.class);
        this.call = (MethodHandle) internals.call(
                method("jdk.internal.access.JavaLangInvokeAccess", "nativeMethodHandle"),
                internals.call(method("jdk.internal.access.SharedSecrets", "getJavaLangInvokeAccess"), null),
                entryPoint(unsafe.staticField(Class.forName(FOREIGN + "x64.sysv.CallArranger"), "CSysV"), unsafe));
    }

    /** @param abi which registers C functions are called with */
    private Object entryPoint(Object abi, InternalUnsafe unsafe) throws ReflectiveOperationException {
        Object[] inputs = ((Object[][]) unsafe.field(abi, "inputStorage"))[INTEGER_REGISTERS];
        Object[] outputs = ((Object[][]) unsafe.field(abi, "outputStorage"))[INTEGER_REGISTERS];
        Class<?> storage = inputs.getClass().getComponentType();
        Object[] arguments = (Object[]) Array.newInstance(storage, 1 + ARGUMENTS);
        arguments[0] = internals.call(method(abi.getClass().getName(), "targetAddrStorage"), abi);
        System.arraycopy(inputs, 0, arguments, 1, ARGUMENTS);
        Object[] results = (Object[]) Array.newInstance(storage, 1);
        results[0] = outputs[0];
        Method make = method(FOREIGN + "NativeEntryPoint", "make");
        List<Object> with = new ArrayList<>(
                List.of(abi, arguments, results, TYPE, NO_RETURN_BUFFER, NO_CAPTURED_STATE, TRANSITION_TO_NATIVE));
        if (make.getParameterCount() > with.size()) {
            with.add(NO_ADDRESS_PAIRS); // since JDK 24
        }
        return internals.call(make, null, with.toArray());
    }

    /** The only one of that name. */
    private Method method(String type, String name) throws ReflectiveOperationException {
        Class<?> owner = Class.forName(type);
        for (Method method : owner.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                return internals.method(owner, name, method.getParameterTypes());
            }
        }
        throw new NoSuchMethodException(type + '.' + name);
    }

    @Override
    long find(String name) {
        try {
            return (long) internals.call(findEntry, null, EVERY_LIBRARY, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    long call(long function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) call.invokeExact(function, a, b, c, d, e, f);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked); // A native function throws nothing.
        }
    }
}

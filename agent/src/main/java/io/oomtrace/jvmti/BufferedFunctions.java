package io.oomtrace.jvmti;

import io.oomtrace.internals.InternalUnsafe;
import io.oomtrace.internals.Internals;
import java.lang.reflect.Method;

/**
 * Through the last step of JDK 17's module {@code jdk.incubator.foreign} (JEP 412), which {@link IncubatorModule} loads:
 * {@code ProgrammableInvoker}, which has the JVM make a stub that takes registers from a buffer. The steps before it
 * write classes.
 */
final class BufferedFunctions extends NativeFunctions {
    private static final String FOREIGN = "jdk.internal.foreign.abi.";
    private static final int INTEGER_REGISTERS = 0;

    private final Internals internals;
    private final Method findEntry;
    private final Object everyLibrary;
    private final Method invoke;
    private final long stub;

    // Of the buffer: its size, and what is where.
    private final long bytes;
    private final long function;
    private final long stackBytes;
    private final long stack;
    private final long arguments;
    private final long results;

    /** @throws ReflectiveOperationException when this JDK has no such stubs */
    BufferedFunctions(Internals internals, InternalUnsafe unsafe) throws ReflectiveOperationException {
        super(unsafe);
        this.internals = internals;
        Class<?> libraries = Class.forName("jdk.internal.loader.NativeLibraries");
        Class<?> library = Class.forName(libraries.getName() + "$NativeLibraryImpl");
        this.findEntry = internals.method(libraries, "findEntry0", library, String.class);
        this.everyLibrary = unsafe.allocateInstance(library); // its handle is 0
        IncubatorModule.load(internals);
        Object abi = unsafe.staticField(Class.forName(FOREIGN + "x64.sysv.CallArranger"), "CSysV");
        Class<?> layouts = Class.forName(FOREIGN + "BufferLayout");
        Object layout = internals.call(internals.method(layouts, "of", abi.getClass()), null, abi);
        Class<?> invoker = Class.forName(FOREIGN + "ProgrammableInvoker");
        this.stub = (long) internals.call(
                internals.method(invoker, "generateAdapter", abi.getClass(), layouts), null, abi, layout);
        this.invoke = internals.method(invoker, "invokeNative", long.class, long.class);
        this.bytes = unsafe.longField(layout, "size");
        this.function = unsafe.longField(layout, "arguments_next_pc");
        this.stackBytes = unsafe.longField(layout, "stack_args_bytes");
        this.stack = unsafe.longField(layout, "stack_args");
        this.arguments = ((long[]) unsafe.field(layout, "input_type_offsets"))[INTEGER_REGISTERS];
        this.results = ((long[]) unsafe.field(layout, "output_type_offsets"))[INTEGER_REGISTERS];
    }

    @Override
    long find(String name) {
        try {
            return (long) internals.call(findEntry, null, everyLibrary, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    long call(long address, long a, long b, long c, long d, long e, long f) {
        InternalUnsafe unsafe = unsafe();
        try {
            long buffer = unsafe.allocateMemory(bytes);
            try {
                unsafe.putLong(buffer + function, address);
                unsafe.putLong(buffer + stackBytes, 0);
                unsafe.putLong(buffer + stack, 0);
                long argument = buffer + arguments;
                for (long value : new long[] {a, b, c, d, e, f}) {
                    unsafe.putLong(argument, value);
                    argument += Long.BYTES;
                }
                internals.call(invoke, null, stub, buffer);
                return unsafe.getLong(buffer + results);
            } finally {
                unsafe.freeMemory(buffer);
            }
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

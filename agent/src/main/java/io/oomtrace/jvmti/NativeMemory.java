package io.oomtrace.jvmti;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Memory outside the heap, by address. Safe on any thread; what is read and written is not checked. */
final class NativeMemory {
    private final MethodHandle allocate;
    private final MethodHandle free;
    private final MethodHandle getLong;
    private final MethodHandle putLong;
    private final MethodHandle putByte;

    private NativeMemory(Class<?> unsafe, Object instance) throws ReflectiveOperationException {
        this.allocate = of(unsafe, instance, "allocateMemory", long.class, long.class);
        this.free = of(unsafe, instance, "freeMemory", void.class, long.class);
        this.getLong = of(unsafe, instance, "getLong", long.class, long.class);
        this.putLong = of(unsafe, instance, "putLong", void.class, long.class, long.class);
        this.putByte = of(unsafe, instance, "putByte", void.class, long.class, byte.class);
    }

    static NativeMemory open(Internals internals) throws ReflectiveOperationException {
        internals.export(Object.class.getModule(), "jdk.internal.misc");
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
        return new NativeMemory(unsafe, unsafe.getMethod("getUnsafe").invoke(null));
    }

    private static MethodHandle of(
            Class<?> unsafe, Object instance, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.lookup()
                .findVirtual(unsafe, name, MethodType.methodType(result, parameters))
                .bindTo(instance);
    }

    /** Zeroed; to be freed. */
    long allocate(int bytes) {
        try {
            long address = (long) allocate.invokeExact((long) bytes);
            for (int i = 0; i < bytes; i++) {
                putByte.invokeExact(address + i, (byte) 0);
            }
            return address;
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    /** A text as C has them; to be freed. */
    long text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        long address = allocate(bytes.length + 1);
        write(address, bytes);
        return address;
    }

    void write(long address, byte[] bytes) {
        try {
            for (int i = 0; i < bytes.length; i++) {
                putByte.invokeExact(address + i, bytes[i]);
            }
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    long readLong(long address) {
        try {
            return (long) getLong.invokeExact(address);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    void writeLong(long address, long value) {
        try {
            putLong.invokeExact(address, value);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    void free(long address) {
        try {
            free.invokeExact(address);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static RuntimeException unexpected(Throwable t) {
        if (t instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(t);
    }
}

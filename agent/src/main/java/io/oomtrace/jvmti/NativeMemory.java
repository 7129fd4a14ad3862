package io.oomtrace.jvmti;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oomtrace.internals.InternalUnsafe;

/** Memory outside the heap, by address. Safe on any thread; what is read and written is not checked. */
final class NativeMemory {
    private final InternalUnsafe unsafe;

    NativeMemory(InternalUnsafe unsafe) {
        this.unsafe = unsafe;
    }

    /** Zeroed; to be freed. */
    long allocate(int bytes) {
        try {
            long address = unsafe.allocateMemory(bytes);
            for (int i = 0; i < bytes; i++) {
                unsafe.putByte(address + i, (byte) 0);
            }
            return address;
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
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
                unsafe.putByte(address + i, bytes[i]);
            }
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    long readLong(long address) {
        try {
            return unsafe.getLong(address);
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    void writeLong(long address, long value) {
        try {
            unsafe.putLong(address, value);
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    void free(long address) {
        try {
            unsafe.freeMemory(address);
        } catch (ReflectiveOperationException e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(ReflectiveOperationException e) {
        return new IllegalStateException(e);
    }
}

package io.oomtrace.internals;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;

/** What is used of {@code jdk.internal.misc.Unsafe}. What is read and written is not checked. Safe on any thread. */
public final class InternalUnsafe {
    private static final String NAME = "jdk.internal.misc.Unsafe";

    private final Internals internals;
    private final Object unsafe;
    private final Method getLong;
    private final Method putLong;
    private final Method putByte;
    private final Method getReference;
    private final Method allocateMemory;
    private final Method freeMemory;
    private final Method allocateInstance;
    private final Method objectFieldOffset;
    private final Method staticFieldBase;
    private final Method staticFieldOffset;
    private final Method defineClass;

    /** @throws ReflectiveOperationException when this JDK has none */
    public InternalUnsafe(Internals internals) throws ReflectiveOperationException {
        this.internals = internals;
        Class<?> type = Class.forName(NAME);
        this.unsafe = internals.call(internals.method(type, "getUnsafe"), null);
        this.getLong = method("getLong", Object.class, long.class);
        this.putLong = method("putLong", long.class, long.class);
        this.putByte = method("putByte", long.class, byte.class);
        this.getReference = method("getReference", Object.class, long.class);
        this.allocateMemory = method("allocateMemory", long.class);
        this.freeMemory = method("freeMemory", long.class);
        this.allocateInstance = method("allocateInstance", Class.class);
        this.objectFieldOffset = method("objectFieldOffset", Class.class, String.class);
        this.staticFieldBase = method("staticFieldBase", Field.class);
        this.staticFieldOffset = method("staticFieldOffset", Field.class);
        this.defineClass = method(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
    }

    private Method method(String name, Class<?>... parameters) throws ReflectiveOperationException {
        return internals.method(unsafe.getClass(), name, parameters);
    }

    /** In bytes, not zeroed; to be freed. */
    public long allocateMemory(long bytes) throws ReflectiveOperationException {
        return (long) internals.call(allocateMemory, unsafe, bytes);
    }

    public void freeMemory(long address) throws ReflectiveOperationException {
        internals.call(freeMemory, unsafe, address);
    }

    public long getLong(long address) throws ReflectiveOperationException {
        return (long) internals.call(getLong, unsafe, null, address);
    }

    public void putLong(long address, long value) throws ReflectiveOperationException {
        internals.call(putLong, unsafe, address, value);
    }

    public void putByte(long address, byte value) throws ReflectiveOperationException {
        internals.call(putByte, unsafe, address, value);
    }

    /** Of a field of an instance. */
    public long offset(Class<?> owner, String field) throws ReflectiveOperationException {
        return (long) internals.call(objectFieldOffset, unsafe, owner, field);
    }

    /** The value of a field of an instance. */
    public long longField(Object owner, String field) throws ReflectiveOperationException {
        return (long) internals.call(getLong, unsafe, owner, offset(owner.getClass(), field));
    }

    /** The value of a field of an instance that is an object. */
    public Object field(Object owner, String field) throws ReflectiveOperationException {
        return internals.call(getReference, unsafe, owner, offset(owner.getClass(), field));
    }

    /** One whose constructor is not called. */
    public Object allocateInstance(Class<?> type) throws ReflectiveOperationException {
        return internals.call(allocateInstance, unsafe, type);
    }

    /** The value of a static field that is an object. */
    public Object staticField(Class<?> owner, String name) throws ReflectiveOperationException {
        Class.forName(owner.getName(), true, owner.getClassLoader());
        Field field = owner.getDeclaredField(name);
        Object base = internals.call(staticFieldBase, unsafe, field);
        Object offset = internals.call(staticFieldOffset, unsafe, field);
        return internals.call(getReference, unsafe, base, offset);
    }

    /** Defines a class in the bootstrap loader. */
    public Class<?> defineInBootstrapLoader(byte[] classFile) throws ReflectiveOperationException {
        return (Class<?>) internals.call(defineClass, unsafe, null, classFile, 0, classFile.length, null, null);
    }
}

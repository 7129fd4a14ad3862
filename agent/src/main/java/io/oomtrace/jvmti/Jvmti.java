package io.oomtrace.jvmti;

/**
 * An environment of the JVM's tool interface (JVMTI 11 and newer). The numbers are those
 * of the JVM Tool Interface and JNI specifications, which never change. Not thread-safe.
 */
final class Jvmti implements AutoCloseable {
    private static final int POINTER = 8;

    // Of the JavaVM's function table.
    private static final int GET_ENV = 6;
    private static final long JVMTI_VERSION_11 = 0x300b0000L;
    private static final long JNI_VERSION_1_8 = 0x00010008;

    // Of JVMTI's function table, counted from 0.
    private static final int SET_EVENT_NOTIFICATION_MODE = 1;
    private static final int SET_EVENT_CALLBACKS = 121;
    private static final int DISPOSE_ENVIRONMENT = 126;
    private static final int ADD_CAPABILITIES = 141;
    private static final int SET_HEAP_SAMPLING_INTERVAL = 155;

    private static final int CAPABILITIES_BYTES = 16;
    private static final int CAN_GENERATE_SAMPLED_OBJECT_ALLOC_EVENTS = 43;
    private static final int FIRST_EVENT = 50;
    private static final int SAMPLED_OBJECT_ALLOC = 86;

    private static final int NOT_AVAILABLE = 98;

    private final NativeFunctions functions;
    private final NativeMemory memory;
    private final long jvm;
    private final long environment;
    private boolean closed;

    /**
     * @param jvm address of the {@code JavaVM}
     * @throws UnavailableException when this JVM has no JVMTI
     */
    Jvmti(NativeFunctions functions, long jvm) throws UnavailableException {
        this.functions = functions;
        this.memory = functions.memory();
        this.jvm = jvm;
        this.environment = environment(JVMTI_VERSION_11);
    }

    private long environment(long version) throws UnavailableException {
        long out = memory.allocate(POINTER);
        try {
            int error = (int) functions.call(function(jvm, GET_ENV), jvm, out, version, 0, 0, 0);
            if (error != 0) {
                throw new UnavailableException("the JVM has no interface of version " + Long.toHexString(version));
            }
            return memory.readLong(out);
        } finally {
            memory.free(out);
        }
    }

    /** Both tables are pointed to by the first word of what they belong to. */
    private long function(long owner, int number) {
        return memory.readLong(memory.readLong(owner) + (long) POINTER * number);
    }

    /**
     * Asks for the sampler, which only one agent can have at a time.
     *
     * @throws UnavailableException when another one has it
     */
    void claimSampler() throws UnavailableException {
        long capabilities = memory.allocate(CAPABILITIES_BYTES);
        try {
            byte[] bits = new byte[CAPABILITIES_BYTES];
            int bit = CAN_GENERATE_SAMPLED_OBJECT_ALLOC_EVENTS;
            bits[bit / Byte.SIZE] = (byte) (1 << bit % Byte.SIZE);
            memory.write(capabilities, bits);
            int error = call(ADD_CAPABILITIES, capabilities, 0);
            if (error == NOT_AVAILABLE) {
                throw new UnavailableException("another profiler samples allocations in this JVM");
            }
            check("AddCapabilities", error);
        } finally {
            memory.free(capabilities);
        }
    }

    /** Where sampled objects are reported to, from {@link #enableSampler} on. */
    void samplesTo(long callback) throws UnavailableException {
        int bytes = POINTER * (SAMPLED_OBJECT_ALLOC - FIRST_EVENT + 1);
        long callbacks = memory.allocate(bytes);
        try {
            memory.writeLong(callbacks + bytes - POINTER, callback);
            check("SetEventCallbacks", call(SET_EVENT_CALLBACKS, callbacks, bytes));
        } finally {
            memory.free(callbacks);
        }
    }

    /** @param bytes mean distance of two samples of a thread, counted from its next sample on */
    void samplingInterval(int bytes) {
        require("SetHeapSamplingInterval", call(SET_HEAP_SAMPLING_INTERVAL, bytes, 0));
    }

    void enableSampler(boolean enabled) {
        require("SetEventNotificationMode", call(SET_EVENT_NOTIFICATION_MODE, enabled ? 1 : 0, SAMPLED_OBJECT_ALLOC));
    }

    private int call(int number, long a, long b) {
        return (int) functions.call(function(environment, number), environment, a, b, 0, 0, 0);
    }

    /** For what cannot be refused to who has the sampler. */
    private static void require(String function, int error) {
        if (error != 0) {
            throw new IllegalStateException(function + " of the JVM answers " + error);
        }
    }

    private static void check(String function, int error) throws UnavailableException {
        if (error != 0) {
            throw new UnavailableException(function + " of the JVM answers " + error);
        }
    }

    /** The {@code JNIEnv} of the current thread. */
    long jni() throws UnavailableException {
        return environment(JNI_VERSION_1_8);
    }

    /** Gives the sampler back; again without effect. Nothing else may be called then. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        functions.call(function(environment, DISPOSE_ENVIRONMENT), environment, 0, 0, 0, 0, 0);
    }
}

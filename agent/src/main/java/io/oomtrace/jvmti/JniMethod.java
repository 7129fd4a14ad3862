package io.oomtrace.jvmti;

/**
 * A static method as JNI refers to it, for ever.
 *
 * @param type global reference of its class
 * @param id of the method
 */
record JniMethod(long type, long id) {
    private static final int NAMES = 3;

    /**
     * Finds one of a class of the bootstrap loader.
     *
     * @param jni the {@code JNIEnv} of the current thread
     * @param type internal name of the class
     * @throws UnavailableException when there is no such method, or the system does not allow to look for it
     */
    static JniMethod find(NativeFunctions functions, long jni, String type, String method, String descriptor)
            throws UnavailableException {
        NativeMemory memory = functions.memory();
        long[] names = {memory.text(type), memory.text(method), memory.text(descriptor)};
        long table = memory.allocate((NAMES + 2) * Long.BYTES);
        for (int i = 0; i < NAMES; i++) {
            memory.writeLong(table + (long) i * Long.BYTES, names[i]);
        }
        try {
            CodePage find = new CodePage(functions, MachineCode.find());
            functions.call(find.address(), jni, table, 0, 0, 0, 0);
            find.unmap();
            JniMethod found = new JniMethod(
                    memory.readLong(table + NAMES * Long.BYTES), memory.readLong(table + (NAMES + 1) * Long.BYTES));
            if (found.id == 0) {
                throw new UnavailableException("the JVM does not find " + type + '.' + method);
            }
            return found;
        } finally {
            memory.free(table);
            for (long name : names) {
                memory.free(name);
            }
        }
    }
}

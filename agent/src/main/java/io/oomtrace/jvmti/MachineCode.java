package io.oomtrace.jvmti;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * The two functions that cannot be called or written in Java, as machine code for AMD64 (calling convention: System V ABI
 * for AMD64, 3.2). Nothing of it depends on the JVM's version: the numbers of JNI functions are fixed (JNI specification,
 * chapter 4).
 */
final class MachineCode {
    private static final int FIND_CLASS = 8 * 6;
    private static final int EXCEPTION_CLEAR = 8 * 17;
    private static final int NEW_GLOBAL_REF = 8 * 21;
    private static final int GET_STATIC_METHOD_ID = 8 * 113;
    private static final int CALL_STATIC_VOID_METHOD_A = 8 * 143;
    private static final int EXCEPTION_CHECK = 8 * 228;

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    private MachineCode() {}

    /** @throws UnavailableException when there is no code for the processor and system this runs on */
    static void requireKnownSystem() throws UnavailableException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "");
        if (!system.equals("linux") || !processor.equals("amd64")) {
            throw new UnavailableException("it is there on Linux for AMD64, and not on " + system + " " + processor);
        }
    }

    /**
     * {@code void find(JNIEnv*, void* names[5])}: finds a class of the bootstrap loader and a static method of it. The
     * names are those of class, method and descriptor; behind them it puts a global reference and the method's id.
     *
     * <p>JNI's references are good until the native method that got them returns, so all this has to be one.
     */
    static byte[] find() {
        byte[] getMethod = new MachineCode()
                .code(0x48, 0x89, 0xdf) // mov rdi, rbx
                .code(0x48, 0x89, 0xc6) // mov rsi, rax
                .code(0x49, 0x8b, 0x54, 0x24, 0x08) // mov rdx, [r12 + 8]
                .code(0x49, 0x8b, 0x4c, 0x24, 0x10) // mov rcx, [r12 + 16]
                .jni(GET_STATIC_METHOD_ID)
                .code(0x49, 0x89, 0x44, 0x24, 0x20) // mov [r12 + 32], rax
                .bytes();
        byte[] getGlobal = new MachineCode()
                .code(0x48, 0x89, 0xdf) // mov rdi, rbx
                .code(0x48, 0x89, 0xc6) // mov rsi, rax
                .jni(NEW_GLOBAL_REF)
                .code(0x49, 0x89, 0x44, 0x24, 0x18) // mov [r12 + 24], rax
                .unlessZero(getMethod)
                .bytes();
        return new MachineCode()
                .code(0xf3, 0x0f, 0x1e, 0xfa) // endbr64
                .code(0x53) // push rbx
                .code(0x41, 0x54) // push r12
                .code(0x48, 0x83, 0xec, 0x08) // sub rsp, 8: the stack is aligned
                .code(0x48, 0x89, 0xfb) // mov rbx, rdi
                .code(0x49, 0x89, 0xf4) // mov r12, rsi
                .code(0x49, 0x8b, 0x34, 0x24) // mov rsi, [r12]
                .jni(FIND_CLASS)
                .unlessZero(getGlobal)
                .code(0x48, 0x83, 0xc4, 0x08) // add rsp, 8
                .code(0x41, 0x5c) // pop r12
                .code(0x5b) // pop rbx
                .code(0xc3) // ret
                .bytes();
    }

    /**
     * The function JVMTI calls for every sampled object, {@code SampledObjectAlloc(jvmtiEnv*, JNIEnv*, jthread, jobject,
     * jclass, jlong size)}: calls a static method {@code (Ljava/lang/Object;JJ)V} with the object, the size, and the
     * address of the thread's {@code JNIEnv}.
     *
     * <p>The foreign function interface has upcalls for that, but ends the JVM when one of them throws, and where the
     * stack has no room left, a call throws before the method can catch anything. Called through JNI, the exception is
     * pending and is cleared. A thread that has an exception pending already is let go: JNI may not be called then.
     *
     * @param type global JNI reference of the class
     * @param method JNI id of the method
     */
    static byte[] callback(long type, long method) {
        byte[] call = new MachineCode()
                .code(0x48, 0x89, 0xdf) // mov rdi, rbx
                .code(0x48, 0xbe) // mov rsi, type
                .int64(type)
                .code(0x48, 0xba) // mov rdx, method
                .int64(method)
                .code(0x48, 0x89, 0xe1) // mov rcx, rsp
                .jni(CALL_STATIC_VOID_METHOD_A)
                .code(0x48, 0x89, 0xdf) // mov rdi, rbx
                .jni(EXCEPTION_CLEAR)
                .bytes();
        return new MachineCode()
                .code(0xf3, 0x0f, 0x1e, 0xfa) // endbr64
                .code(0x53) // push rbx
                .code(0x48, 0x83, 0xec, 0x20) // sub rsp, 32: for three arguments, and the stack is aligned
                .code(0x48, 0x89, 0xf3) // mov rbx, rsi
                .code(0x48, 0x89, 0x0c, 0x24) // mov [rsp], rcx
                .code(0x4c, 0x89, 0x4c, 0x24, 0x08) // mov [rsp + 8], r9
                .code(0x48, 0x89, 0x74, 0x24, 0x10) // mov [rsp + 16], rsi
                .code(0x48, 0x89, 0xf7) // mov rdi, rsi
                .jni(EXCEPTION_CHECK)
                .code(0x34, 0x01) // xor al, 1
                .code(0x0f, 0xb6, 0xc0) // movzx eax, al
                .unlessZero(call)
                .code(0x48, 0x83, 0xc4, 0x20) // add rsp, 32
                .code(0x5b) // pop rbx
                .code(0xc3) // ret
                .bytes();
    }

    private MachineCode code(int... bytes) {
        for (int value : bytes) {
            code.write(value);
        }
        return this;
    }

    /** Calls a function of the {@code JNIEnv} in rbx. */
    private MachineCode jni(int offset) {
        return code(0x48, 0x8b, 0x03) // mov rax, [rbx]
                .code(0xff, 0x90) // call [rax + offset]
                .littleEndian(offset, Integer.BYTES);
    }

    private MachineCode unlessZero(byte[] block) {
        code(0x48, 0x85, 0xc0) // test rax, rax
                .code(0x74, block.length); // jz over it
        code.writeBytes(block);
        return this;
    }

    private MachineCode int64(long value) {
        return littleEndian(value, Long.BYTES);
    }

    private MachineCode littleEndian(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            code.write((int) (value >>> 8 * i));
        }
        return this;
    }

    private byte[] bytes() {
        return code.toByteArray();
    }
}

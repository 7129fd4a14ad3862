package io.oomtrace.agent;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Writes the class {@code io.oomtrace.hook.ThreadId} that suits this JVM.
 *
 * <p>Where there are virtual threads, it gives the id of the thread that carries the current one. They come and go by
 * the thousand: were each to use a slot of its own, nearly every one would find it in the cache of another processor.
 */
final class ThreadIdClass {
    /** The JDK from which there are virtual threads for everybody. */
    static final int CARRIERS_SINCE = 21;

    /** In {@code java.lang}, where {@code Thread.currentCarrierThread()} can be called. */
    static final String CARRIER = "java/lang/OomtraceCarrier";

    private static final String UNSAFE = "jdk/internal/misc/Unsafe";

    private ThreadIdClass() {}

    /** @param offset of {@code Thread.tid} for {@code Unsafe} */
    static byte[] ofField(long offset) {
        ClassWriter writer = new ClassWriter(0);
        MethodVisitor method = begin(writer, "io/oomtrace/hook/ThreadId", "current", 0);
        method.visitMethodInsn(INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
        // stack: unsafe
        method.visitMethodInsn(INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
        // stack: unsafe, thread
        method.visitLdcInsn(offset);
        // stack: unsafe, thread, offset, offset
        method.visitMethodInsn(INVOKEVIRTUAL, UNSAFE, "getLong", "(Ljava/lang/Object;J)J", false);
        return end(writer, method);
    }

    /** Asks {@link #CARRIER}. */
    static byte[] ofCarrier() {
        ClassWriter writer = new ClassWriter(0);
        MethodVisitor method = begin(writer, "io/oomtrace/hook/ThreadId", "current", 0);
        method.visitMethodInsn(INVOKESTATIC, CARRIER, "id", "()J", false);
        return end(writer, method);
    }

    /** The class {@link #CARRIER}. */
    static byte[] carrier() {
        ClassWriter writer = new ClassWriter(0);
        MethodVisitor method = begin(writer, CARRIER, "id", ACC_PUBLIC);
        method.visitMethodInsn(INVOKESTATIC, "java/lang/Thread", "currentCarrierThread", "()Ljava/lang/Thread;", false);
        // stack: thread
        method.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
        return end(writer, method);
    }

    private static MethodVisitor begin(ClassWriter writer, String name, String method, int access) {
        writer.visit(V17, access | ACC_FINAL | ACC_SUPER, name, null, "java/lang/Object", null);
        MethodVisitor visitor = writer.visitMethod(access | ACC_STATIC, method, "()J", null, null);
        visitor.visitCode();
        return visitor;
    }

    /** With the id on the stack. */
    private static byte[] end(ClassWriter writer, MethodVisitor method) {
        // stack: id, id
        method.visitInsn(LRETURN);
        method.visitMaxs(4, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

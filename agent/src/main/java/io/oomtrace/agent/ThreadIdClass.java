package io.oomtrace.agent;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Writes the class {@code io.oomtrace.hook.ThreadId} that suits this JVM. */
final class ThreadIdClass {
    /** The JDK from which {@code Thread.threadId()} exists. */
    static final int THREAD_ID_METHOD_SINCE = 19;

    private static final String UNSAFE = "jdk/internal/misc/Unsafe";

    private ThreadIdClass() {}

    /** @param offset of {@code Thread.tid} for {@code Unsafe}, or negative to call {@code Thread.threadId()} */
    static byte[] bytes(long offset) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_FINAL | ACC_SUPER, "io/oomtrace/hook/ThreadId", null, "java/lang/Object", null);
        MethodVisitor method = writer.visitMethod(ACC_STATIC, "current", "()J", null, null);
        method.visitCode();
        if (offset < 0) {
            method.visitMethodInsn(INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
            // stack: thread
            method.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Thread", "threadId", "()J", false);
            // stack: id, id
        } else {
            method.visitMethodInsn(INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
            // stack: unsafe
            method.visitMethodInsn(INVOKESTATIC, "java/lang/Thread", "currentThread", "()Ljava/lang/Thread;", false);
            // stack: unsafe, thread
            method.visitLdcInsn(offset);
            // stack: unsafe, thread, offset, offset
            method.visitMethodInsn(INVOKEVIRTUAL, UNSAFE, "getLong", "(Ljava/lang/Object;J)J", false);
            // stack: id, id
        }
        method.visitInsn(LRETURN);
        method.visitMaxs(4, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

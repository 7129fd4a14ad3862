package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Makes the JDK's HTTP server ask {@link io.oomtrace.hook.HttpServerLogger} for its logger. Only straight-line code is
 * inserted, so stack map frames stay as they are.
 */
final class HttpServerHook extends ClassVisitor {
    static final String SERVER = "sun/net/httpserver/ServerImpl";

    private static final String HOOK = "io/oomtrace/hook/HttpServerLogger";
    private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";

    HttpServerHook(ClassVisitor next) {
        super(ASM9, next);
    }

    static boolean appliesTo(String internalName) {
        return SERVER.equals(internalName);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        return new MethodVisitor(ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String type, boolean isInterface) {
                if (!owner.equals("java/lang/System")
                        || !method.equals("getLogger")
                        || !type.equals("(Ljava/lang/String;)Ljava/lang/System$Logger;")) {
                    super.visitMethodInsn(opcode, owner, method, type, isInterface);
                    return;
                }
                // stack: …, name
                super.visitMethodInsn(
                        INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", "()L" + LOOKUP + ";", false);
                // stack: …, name, lookup
                super.visitMethodInsn(
                        INVOKESTATIC,
                        HOOK,
                        "get",
                        "(Ljava/lang/String;L" + LOOKUP + ";)Ljava/lang/System$Logger;",
                        false);
                // stack: …, logger
            }

            @Override
            public void visitMaxs(int maxStack, int maxLocals) {
                super.visitMaxs(maxStack + 1, maxLocals);
            }
        };
    }
}

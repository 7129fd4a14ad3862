package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.ARRAYLENGTH;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.SIPUSH;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Puts calls of {@link io.oomtrace.hook.ExactAllocations} into one class, behind those of the hook. What was allocated
 * lies on top of the stack, and stays there. One thread.
 */
final class ExactCalls {
    /** Slots of the operand stack a call needs above what is there. */
    static final int STACK = 2;

    private static final String OWNER = "io/oomtrace/hook/ExactAllocations";

    /** Of a {@code sipush} and an {@code invokestatic}. */
    private static final int BYTES = 6;

    private final ExactSites sites;
    private final ExactSites.Loader loader;
    private final String internalName;
    private final String className;
    private String fileName = "";
    private String methodName = "";
    private boolean counting;
    private int line = -1;

    ExactCalls(ExactSites sites, ClassLoader loader, String internalName) {
        this.sites = sites;
        this.loader = sites.loader(loader);
        this.internalName = internalName;
        this.className = internalName.replace('/', '.');
    }

    /** Where the calls to come are put. */
    void file(String name) {
        fileName = name == null ? "" : name;
    }

    void method(String name) {
        methodName = name;
        counting = sites.contains(internalName, name);
        line = -1;
    }

    void line(int number) {
        line = number;
    }

    /** @return bytes of code put in, as of all of these */
    int object(MethodVisitor code, String type) {
        return call(code, type, "object", "(Ljava/lang/Object;I)V", DUP);
    }

    /** @param descriptor of the array */
    int array(MethodVisitor code, String descriptor) {
        return call(code, descriptor, "array", "(II)V", DUP, ARRAYLENGTH);
    }

    int result(MethodVisitor code) {
        return call(code, "", "result", "(Ljava/lang/Object;I)V", DUP);
    }

    int nested(MethodVisitor code) {
        return call(code, "", "nested", "([Ljava/lang/Object;I)V", DUP);
    }

    private int call(MethodVisitor code, String type, String hook, String descriptor, int... before) {
        if (!counting) {
            return 0;
        }
        int number = sites.number(loader, new ExactSite(className, methodName, fileName, line, type));
        if (number < 0) {
            return 0;
        }
        for (int opcode : before) {
            code.visitInsn(opcode);
        }
        code.visitIntInsn(SIPUSH, number);
        code.visitMethodInsn(INVOKESTATIC, OWNER, hook, descriptor, false);
        return before.length + BYTES;
    }
}

package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * What is put behind an allocation: a few instructions without operands, then a call of the hook. It leaves the operand
 * stack as it was.
 *
 * @param method of {@link io.oomtrace.hook.Allocations}
 * @param descriptor of that method, which returns nothing
 * @param before opcodes of the instructions that put its argument on the stack; they need one slot more, if any
 */
record HookCall(String method, String descriptor, int... before) {
    static final String OWNER = "io/oomtrace/hook/Allocations";

    /** Where nothing is to be called. */
    static final HookCall NONE = new HookCall("", "()V");

    private static final int CALL_BYTES = 3;

    int bytes() {
        return this == NONE ? 0 : before.length + CALL_BYTES;
    }

    /** Slots of the operand stack it needs above what is there. */
    int stack() {
        return before.length == 0 ? 0 : 1;
    }

    void emit(MethodVisitor code) {
        if (this == NONE) {
            return;
        }
        for (int opcode : before) {
            code.visitInsn(opcode);
        }
        code.visitMethodInsn(INVOKESTATIC, OWNER, method, descriptor, false);
    }
}

package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * What is put between two instructions: a few instructions without operands, then a call of a static method, mostly
 * of the hook. The operand stack is left as it was, but for what the method returns.
 *
 * @param owner internal name of the class
 * @param before opcodes of the instructions that put its argument on the stack; they need one slot more, if any
 */
record HookCall(String owner, String method, String descriptor, int... before) {
    /** Where nothing is to be called. */
    static final HookCall NONE = new HookCall("", "", "()V");

    private static final int CALL_BYTES = 3;

    /** Of {@link io.oomtrace.hook.Allocations}. */
    static HookCall ofAllocations(String method, String descriptor, int... before) {
        return new HookCall("io/oomtrace/hook/Allocations", method, descriptor, before);
    }

    int bytes() {
        return this == NONE ? 0 : before.length + CALL_BYTES;
    }

    /** Slots of the operand stack it needs above what is there. */
    int stack() {
        return before.length == 0 && descriptor.endsWith("V") ? 0 : 1;
    }

    void emit(MethodVisitor code) {
        if (this == NONE) {
            return;
        }
        for (int opcode : before) {
            code.visitInsn(opcode);
        }
        code.visitMethodInsn(INVOKESTATIC, owner, method, descriptor, false);
    }
}

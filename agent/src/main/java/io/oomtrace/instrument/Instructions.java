package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Arrays;

/** Lengths of instructions and where they jump (JVMS §6.5). */
final class Instructions {
    static final int WIDE = 196;
    static final int GOTO_W = 200;
    static final int JSR_W = 201;

    /** Bytes of each instruction from {@code nop} to {@code jsr_w}, a digit each; 0 where it depends. */
    private static final String LENGTHS = ""
            // nop … dconst_1, bipush, sipush, ldc, ldc_w, ldc2_w
            + "1".repeat(16)
            + "23233"
            // iload … aload, iload_0 … saload
            + "22222"
            + "1".repeat(28)
            // istore … astore, istore_0 … lxor
            + "22222"
            + "1".repeat(73)
            // iinc, i2l … dcmpg
            + "3"
            + "1".repeat(20)
            // ifeq … jsr, ret, tableswitch, lookupswitch
            + "3".repeat(16)
            + "200"
            // ireturn … return
            + "111111"
            // getstatic … invokestatic, invokeinterface, invokedynamic
            + "3333333"
            + "55"
            // new, newarray, anewarray, arraylength, athrow, checkcast, instanceof, monitorenter, monitorexit
            + "323113311"
            // wide, multianewarray, ifnull, ifnonnull, goto_w, jsr_w
            + "043355";

    private static final byte[] LENGTH = new byte[LENGTHS.length()];

    static {
        for (int opcode = 0; opcode < LENGTH.length; opcode++) {
            LENGTH[opcode] = (byte) (LENGTHS.charAt(opcode) - '0');
        }
    }

    private Instructions() {}

    /** Bytes of each instruction that allocates nothing and calls nothing, by opcode; 0 for all others. */
    static byte[] lengthsButOfAllocations() {
        return lengthsBut(NEW, NEWARRAY, ANEWARRAY, MULTIANEWARRAY, INVOKESPECIAL, INVOKEVIRTUAL, INVOKESTATIC);
    }

    /** Bytes of each instruction that goes on to the next one, by opcode; 0 for all others. */
    static byte[] lengthsButOfJumps() {
        byte[] lengths = lengthsBut(GOTO_W);
        for (int opcode = 0; opcode < lengths.length; opcode++) {
            lengths[opcode] = isJump(opcode) ? 0 : lengths[opcode];
        }
        return lengths;
    }

    private static byte[] lengthsBut(int... opcodes) {
        byte[] lengths = Arrays.copyOf(LENGTH, 256);
        for (int opcode : opcodes) {
            lengths[opcode] = 0;
        }
        for (int unusual : new int[] {JSR, RET, JSR_W}) {
            lengths[unusual] = 0;
        }
        return lengths;
    }

    /**
     * @param at where the instruction is in the file
     * @param pc where it is in its method
     * @throws UnusualClassException when there is no such instruction, or it is one for subroutines
     */
    static int length(ClassFile file, int at, int pc) {
        int opcode = file.u1(at);
        if (opcode >= LENGTH.length || opcode == JSR || opcode == RET || opcode == JSR_W) {
            throw UnusualClassException.INSTANCE;
        }
        int length = LENGTH[opcode];
        if (length != 0) {
            return length;
        }
        if (opcode == WIDE) {
            int widened = file.u1(at + 1);
            if (widened == RET) {
                throw UnusualClassException.INSTANCE;
            }
            return widened == IINC ? 6 : 4;
        }
        int operands = 1 + padding(pc);
        if (opcode == TABLESWITCH) {
            int low = file.s4(at + operands + 4);
            int high = file.s4(at + operands + 8);
            return operands + 12 + 4 * (high - low + 1);
        }
        return operands + 8 + 8 * file.s4(at + operands + 4);
    }

    /** Bytes between the opcode of a switch at {@code pc} and its operands. */
    static int padding(int pc) {
        return 3 - (pc & 3);
    }

    /** Whether the instruction has a jump target of two bytes as its operand. */
    static boolean isJump(int opcode) {
        return opcode >= IFEQ && opcode <= GOTO || opcode == IFNULL || opcode == IFNONNULL;
    }
}

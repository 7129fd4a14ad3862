package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Arrays;
import net.bytebuddy.jar.asm.Type;

/**
 * Where, on a method's operand stack, the results of {@code new} are that no constructor has run on yet.
 *
 * <p>Simulates each instruction's effect on the stack (JVMS §6.5), one entry a slot: the number of the {@code new}
 * instruction that left the reference there, or {@link #OTHER} for every other value. The bottom is open: below what was
 * pushed since the last reset lies an endless run of {@code OTHER}, so what is known of the top stays true where the
 * rest is not known. References loaded from local variables count as {@code OTHER}.
 */
final class OperandStack {
    static final int OTHER = 0;

    /**
     * Slots popped and pushed by each opcode whose effect is constant, two digits an opcode from {@code nop} to
     * {@code ifnonnull}; {@code --} where it depends on operands or moves entries.
     */
    private static final String EFFECTS = ""
            // nop aconst_null iconst_m1..5
            + "00" + "01" + "01010101010101"
            // lconst_0 lconst_1 fconst_0..2 dconst_0 dconst_1 bipush sipush
            + "0202" + "010101" + "0202" + "0101"
            // ldc ldc_w ldc2_w
            + "------"
            // iload lload fload dload aload, and the one-byte forms ASM never shows
            + "0102010201" + "--".repeat(20)
            // iaload laload faload daload aaload baload caload saload
            + "2122212221212121"
            // istore lstore fstore dstore astore, and the one-byte forms ASM never shows
            + "1020102010" + "--".repeat(20)
            // iastore lastore fastore dastore aastore bastore castore sastore
            + "3040304030303030"
            // pop pop2 dup dup_x1 dup_x2 dup2 dup2_x1 dup2_x2 swap
            + "1020" + "--".repeat(7)
            // add, sub, mul, div, rem of int long float double
            + "21422142".repeat(5)
            // neg of int long float double
            + "11221122"
            // ishl lshl ishr lshr iushr lushr
            + "213221322132"
            // iand land ior lor ixor lxor
            + "214221422142"
            // iinc
            + "00"
            // i2l i2f i2d l2i l2f l2d f2i f2l f2d d2i d2l d2f i2b i2c i2s
            + "121112" + "212122" + "111212" + "212221" + "111111"
            // lcmp fcmpl fcmpg dcmpl dcmpg
            + "4121214141"
            // ifeq ifne iflt ifge ifgt ifle
            + "10".repeat(6)
            // if_icmpeq ne lt ge gt le, if_acmpeq ne
            + "20".repeat(8)
            // goto jsr ret tableswitch lookupswitch
            + "00" + "01" + "00" + "10" + "10"
            // ireturn lreturn freturn dreturn areturn return
            + "102010201000"
            // getstatic putstatic getfield putfield
            + "--------"
            // invokevirtual invokespecial invokestatic invokeinterface invokedynamic
            + "----------"
            // new newarray anewarray arraylength athrow checkcast instanceof monitorenter monitorexit
            + "--" + "11" + "11" + "11" + "10" + "11" + "11" + "10" + "10"
            // wide multianewarray ifnull ifnonnull
            + "--" + "--" + "10" + "10";

    private int[] entries = new int[16];
    private int depth;

    /** The entry {@code below} slots under the top; 0 is the top. */
    int peek(int below) {
        return below < depth ? entries[depth - 1 - below] : OTHER;
    }

    void push(int entry) {
        if (depth == entries.length) {
            entries = Arrays.copyOf(entries, 2 * depth);
        }
        entries[depth++] = entry;
    }

    void pop(int slots) {
        depth = Math.max(0, depth - slots);
    }

    /** Forgets everything: what follows is reached from elsewhere. */
    void clear() {
        depth = 0;
    }

    int[] copy() {
        return Arrays.copyOf(entries, depth);
    }

    void set(int[] copy) {
        entries = Arrays.copyOf(copy, Math.max(16, copy.length));
        depth = copy.length;
    }

    /** The constructor ran: every copy of the reference is an ordinary value now. */
    void initialized(int entry) {
        for (int i = 0; i < depth; i++) {
            if (entries[i] == entry) {
                entries[i] = OTHER;
            }
        }
    }

    /** An instruction without operands, or one whose operands do not matter to the stack. */
    void execute(int opcode) {
        switch (opcode) {
            case DUP -> insert(1, 0);
            case DUP_X1 -> insert(1, 1);
            case DUP_X2 -> insert(1, 2);
            case DUP2 -> insert(2, 0);
            case DUP2_X1 -> insert(2, 1);
            case DUP2_X2 -> insert(2, 2);
            case SWAP -> {
                int top = peek(0);
                int second = peek(1);
                pop(2);
                push(top);
                push(second);
            }
            default -> replace(EFFECTS.charAt(2 * opcode) - '0', EFFECTS.charAt(2 * opcode + 1) - '0');
        }
    }

    void constant(int slots) {
        replace(0, slots);
    }

    void field(int opcode, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        switch (opcode) {
            case GETSTATIC -> replace(0, size);
            case PUTSTATIC -> replace(size, 0);
            case GETFIELD -> replace(1, size);
            default -> replace(1 + size, 0);
        }
    }

    void invoke(boolean receiver, String descriptor) {
        int sizes = Type.getArgumentsAndReturnSizes(descriptor);
        replace((sizes >> 2) - (receiver ? 0 : 1), sizes & 3);
    }

    void multiArray(int dimensions) {
        replace(dimensions, 1);
    }

    private void replace(int popped, int pushed) {
        pop(popped);
        for (int i = 0; i < pushed; i++) {
            push(OTHER);
        }
    }

    /** Copies the top {@code count} entries and puts the copies {@code skip} entries further down. */
    private void insert(int count, int skip) {
        int[] moved = new int[count + skip];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = peek(moved.length - 1 - i);
        }
        pop(moved.length);
        for (int i = skip; i < moved.length; i++) {
            push(moved[i]);
        }
        for (int entry : moved) {
            push(entry);
        }
    }
}

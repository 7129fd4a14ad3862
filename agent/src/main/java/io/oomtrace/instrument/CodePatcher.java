package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.LOOKUPSWITCH;
import static net.bytebuddy.jar.asm.Opcodes.TABLESWITCH;

import io.oomtrace.instrument.ClassFile.Text;
import java.util.Arrays;

/**
 * Writes the {@code Code} attribute of a method again with calls put between its instructions: everything that says
 * where an instruction is says where it has gone to.
 */
final class CodePatcher {
    private static final int GONE = -1;

    private static final byte[] GOING_ON = Instructions.lengthsButOfJumps();

    private final ClassFile file;
    private final CallFinder calls;
    private final HookConstants hooks;

    /** By position of an instruction in the method: where it goes to. Valid up to {@code length}. */
    private int[] moved = new int[256];

    private int length;

    CodePatcher(ClassFile file, CallFinder calls, HookConstants hooks) {
        this.file = file;
        this.calls = calls;
        this.hooks = hooks;
    }

    /**
     * Where each instruction goes to, when what the finder has found last is put in.
     *
     * @param code position of the first instruction
     * @return the length of the code then
     */
    int plan(int code, int codeLength, int sites) {
        length = codeLength;
        if (moved.length <= length) {
            moved = new int[length + 1];
        }
        Arrays.fill(moved, 0, length + 1, GONE);
        byte[] bytes = file.bytes;
        int site = 0;
        int shift = 0;
        int pc = 0;
        while (pc < length) {
            moved[pc] = pc + shift;
            if (site < sites && calls.position(site) == pc) {
                shift += calls.call(site).bytes();
                moved[pc] = calls.isReachedByJumps(site) ? moved[pc] : pc + shift;
                site++;
            }
            int opcode = bytes[code + pc] & 0xff;
            int goingOn = GOING_ON[opcode];
            int next = pc + (goingOn != 0 ? goingOn : Instructions.length(file, code + pc, pc));
            if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
                shift += Instructions.padding(pc + shift) - Instructions.padding(pc);
            }
            pc = next;
        }
        moved[length] = length + shift;
        return length + shift;
    }

    /**
     * Bytes that the attribute has at most when it is written again.
     *
     * @param bytes it has now
     * @param more its instructions have more
     */
    static int most(int bytes, int more) {
        return 3 * bytes + more; // A frame of the stack map may need three bytes that needed one.
    }

    /**
     * Writes the attribute as planned.
     *
     * @param attribute its position in the file
     * @param out has room for {@link #most}
     */
    void write(int attribute, int sites, ByteWriter out) {
        int code = attribute + 14;
        out.u2(file.u2(attribute));
        int lengthAt = out.size();
        out.u4(0);
        out.u2(file.u2(attribute + 6) + stack(sites));
        out.u2(file.u2(attribute + 8));
        out.u4(moved[length]);
        instructions(code, sites, out);
        int at = code + length;
        int handlers = file.u2(at);
        out.u2(handlers);
        at += 2;
        for (int i = 0; i < handlers; i++) {
            out.u2(movedTo(file.u2(at)));
            out.u2(movedTo(file.u2(at + 2)));
            out.u2(movedTo(file.u2(at + 4)));
            out.u2(file.u2(at + 6));
            at += 8;
        }
        attributes(at, out);
        out.u4At(lengthAt, out.size() - lengthAt - 4);
    }

    private int stack(int sites) {
        int slots = 0;
        for (int i = 0; i < sites; i++) {
            slots = Math.max(slots, calls.call(i).stack());
        }
        return slots;
    }

    /** @throws UnusualClassException when no instruction is there */
    int movedTo(int pc) {
        if (pc > length || moved[pc] == GONE) {
            throw UnusualClassException.INSTANCE;
        }
        return moved[pc];
    }

    private void instructions(int code, int sites, ByteWriter out) {
        byte[] bytes = file.bytes;
        int site = 0;
        int pc = 0;
        int copied = 0;
        while (pc < length) {
            if (site < sites && calls.position(site) == pc) {
                out.copy(bytes, code + copied, code + pc);
                copied = pc;
                call(calls.call(site++), out);
            }
            int at = code + pc;
            int opcode = bytes[at] & 0xff;
            int goingOn = GOING_ON[opcode];
            if (goingOn != 0) {
                pc += goingOn;
                continue;
            }
            int next = pc + Instructions.length(file, at, pc);
            if (opcode != Instructions.WIDE) {
                out.copy(bytes, code + copied, at + 1);
                targets(code, pc, next, opcode, out);
                copied = next;
            }
            pc = next;
        }
        out.copy(bytes, code + copied, code + length);
    }

    private void targets(int code, int pc, int next, int opcode, ByteWriter out) {
        if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
            switchOperands(code, pc, next, opcode, out);
        } else if (opcode == Instructions.GOTO_W) {
            out.u4(movedTo(pc + file.s4(code + pc + 1)) - moved[pc]);
        } else {
            out.u2(offset(pc, pc + file.s2(code + pc + 1)));
        }
    }

    private int offset(int from, int to) {
        int offset = movedTo(to) - moved[from];
        if (offset != (short) offset) {
            throw UnusualClassException.INSTANCE;
        }
        return offset;
    }

    private void switchOperands(int code, int pc, int next, int opcode, ByteWriter out) {
        for (int i = Instructions.padding(moved[pc]); i > 0; i--) {
            out.u1(0);
        }
        int at = code + pc + 1 + Instructions.padding(pc);
        out.u4(movedTo(pc + file.s4(at)) - moved[pc]);
        at += 4;
        boolean table = opcode == TABLESWITCH;
        out.copy(file.bytes, at, at + (table ? 8 : 4));
        at += table ? 8 : 4;
        while (at < code + next) {
            if (!table) {
                out.u4(file.s4(at));
                at += 4;
            }
            out.u4(movedTo(pc + file.s4(at)) - moved[pc]);
            at += 4;
        }
    }

    private void call(HookCall call, ByteWriter out) {
        for (int opcode : call.before()) {
            out.u1(opcode);
        }
        out.u1(INVOKESTATIC);
        out.u2(hooks.indexOf(call));
    }

    private void attributes(int from, ByteWriter out) {
        int count = file.u2(from);
        out.u2(count);
        int at = from + 2;
        for (int i = 0; i < count; i++) {
            int name = file.u2(at);
            int end = at + 6 + file.s4(at + 2);
            if (file.is(Text.LINES, name)) {
                lines(at, out);
            } else if (file.is(Text.VARIABLES, name) || file.is(Text.VARIABLE_TYPES, name)) {
                variables(at, out);
            } else if (file.is(Text.STACK_MAP, name)) {
                new StackMap(file, at).write(this, out);
            } else {
                throw UnusualClassException.INSTANCE; // It may say where instructions are.
            }
            at = end;
        }
    }

    private void lines(int attribute, ByteWriter out) {
        int count = file.u2(attribute + 6);
        out.copy(file.bytes, attribute, attribute + 8);
        for (int i = 0, at = attribute + 8; i < count; i++, at += 4) {
            out.u2(movedTo(file.u2(at)));
            out.u2(file.u2(at + 2));
        }
    }

    private void variables(int attribute, ByteWriter out) {
        int count = file.u2(attribute + 6);
        out.copy(file.bytes, attribute, attribute + 8);
        for (int i = 0, at = attribute + 8; i < count; i++, at += 10) {
            int from = movedTo(file.u2(at));
            out.u2(from);
            out.u2(movedTo(file.u2(at) + file.u2(at + 2)) - from);
            out.copy(file.bytes, at + 4, at + 10);
        }
    }
}

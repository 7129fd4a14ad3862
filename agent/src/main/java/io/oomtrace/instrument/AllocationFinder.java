package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.Arrays;

/**
 * Finds the allocations in the code of one method after another.
 *
 * <p>An object is complete when its constructor returns. Which {@code new} a constructor call belongs to is told by
 * nesting, as compilers write it: {@code new A, dup, …, new B, dup, …, B.<init>, …, A.<init>}, each of its own class;
 * or {@code new A, dup_x1, swap} where the first argument is on the stack already. Whatever does not nest, or leaves no
 * second reference on the stack so, is unusual.
 */
final class AllocationFinder extends CallFinder {
    private static final int NEW_BYTES = 3;
    private static final int CALL_BYTES = 3;

    private static final byte[] HARMLESS = Instructions.lengthsButOfAllocations();

    private static final byte OTHER = 1;
    private static final byte CONSTRUCTOR = 2;
    private static final byte SUSPECT = 3;

    /** By index of a method reference: what its name tells; 0 where nobody asked yet. */
    private final byte[] kinds;

    /** Names of the classes of objects under construction, by index. */
    private int[] pending = new int[8];

    private int depth;

    AllocationFinder(ClassFile file) {
        super(file);
        this.kinds = new byte[file.constantCount()];
    }

    @Override
    void look(int code, int length, int name, int descriptor) {
        if (AllocatingCalls.isBody(file.utf8(file.thisName()), file.utf8(name))) {
            return;
        }
        boolean constructor = file.is(ClassFile.Text.CONSTRUCTOR, name);
        depth = 0;
        int pc = skip(code, 0, length);
        while (pc < length) {
            int at = code + pc;
            int next = pc + Instructions.length(file, at, pc);
            switch (file.u1(at)) {
                case NEW -> begin(at);
                case NEWARRAY -> add(next, Handover.ON_STACK.array(elementOf(file.u1(at + 1))));
                case ANEWARRAY -> add(next, Handover.ON_STACK.array('L'));
                case MULTIANEWARRAY -> add(next, multiArray(file.u2(at + 1)));
                case INVOKESPECIAL, INVOKEVIRTUAL, INVOKESTATIC ->
                    invoke(file.u1(at), file.u2(at + 1), next, constructor);
                default -> {}
            }
            pc = skip(code, next, length);
        }
        if (depth != 0) {
            throw UnusualClassException.INSTANCE;
        }
    }

    /** It comes from elsewhere, where nothing was allocated. */
    @Override
    boolean isReachedByJumps(int i) {
        return false;
    }

    /**
     * From one position in the code to the next at which something may be allocated. At the start of a program this loop
     * is interpreted, so it does little, and calls nothing.
     */
    private int skip(int code, int from, int length) {
        byte[] bytes = file.bytes;
        int pc = from;
        while (pc < length) {
            int at = code + pc;
            int opcode = bytes[at] & 0xff;
            int harmless = HARMLESS[opcode];
            if (harmless == 0) {
                if (opcode < INVOKEVIRTUAL
                        || opcode > INVOKESTATIC
                        || kinds[(bytes[at + 1] & 0xff) << 8 | bytes[at + 2] & 0xff] != OTHER) {
                    return pc;
                }
                harmless = CALL_BYTES;
            }
            pc += harmless;
        }
        return pc;
    }

    private void begin(int at) {
        int following = file.u1(at + NEW_BYTES);
        if (following != DUP && (following != DUP_X1 || file.u1(at + NEW_BYTES + 1) != SWAP)) {
            throw UnusualClassException.INSTANCE;
        }
        if (depth == pending.length) {
            pending = Arrays.copyOf(pending, 2 * depth);
        }
        pending[depth++] = file.className(file.u2(at + 1));
    }

    private void invoke(int opcode, int method, int next, boolean constructor) {
        byte kind = kinds[method];
        if (kind == 0) {
            kind = kindOf(file.memberName(method));
            kinds[method] = kind;
        }
        if (kind == SUSPECT) {
            call(opcode, method, next);
        } else if (kind == CONSTRUCTOR) {
            construct(file.className(file.owner(method)), next, constructor);
        }
    }

    private byte kindOf(int name) {
        if (file.is(ClassFile.Text.CONSTRUCTOR, name)) {
            return CONSTRUCTOR;
        }
        boolean suspect =
                AllocatingCalls.mayBeNamed(file.utf8Length(name)) && AllocatingCalls.mayBeNamed(file.utf8(name));
        return suspect ? SUSPECT : OTHER;
    }

    private void construct(int className, int next, boolean constructor) {
        if (depth > 0 && pending[depth - 1] == className) {
            depth--;
            add(next, Handover.ON_STACK.object());
        } else if (depth > 0 || !constructor) {
            throw UnusualClassException.INSTANCE;
        }
    }

    private void call(int opcode, int method, int next) {
        String owner = file.utf8(file.className(file.owner(method)));
        String descriptor = file.utf8(file.memberDescriptor(method));
        if (AllocatingCalls.contains(opcode, owner, file.utf8(file.memberName(method)), descriptor)) {
            int result = descriptor.indexOf(')') + 1;
            boolean array = descriptor.charAt(result) == '[';
            add(next, array ? Handover.ON_STACK.array(descriptor.charAt(result + 1)) : Handover.ON_STACK.result());
        }
    }

    private HookCall multiArray(int classIndex) {
        char element = file.utf8(file.className(classIndex)).charAt(1);
        return element == '[' || element == 'L' ? Handover.ON_STACK.nested() : Handover.ON_STACK.array(element);
    }

    /** First character of the descriptor of the elements of a {@code newarray}. */
    static char elementOf(int operand) {
        return switch (operand) {
            case T_BOOLEAN -> 'Z';
            case T_CHAR -> 'C';
            case T_FLOAT -> 'F';
            case T_DOUBLE -> 'D';
            case T_BYTE -> 'B';
            case T_SHORT -> 'S';
            case T_INT -> 'I';
            default -> 'J';
        };
    }
}

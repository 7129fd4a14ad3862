package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Puts a call to {@link io.oomtrace.hook.Allocations} behind every allocation of one method: three to five bytes
 * each.
 *
 * <p>An array is on the stack when its instruction ends. An object may be passed on only when its constructor has
 * returned, and only if a second reference to it then lies on top. {@link OperandStack} tells: compilers write
 * {@code new, dup, arguments, invokespecial}. Where the result is not used, ecj leaves out the {@code dup}; then this
 * class adds one, in the stack map frames between as well, and takes it off behind the hook. Calls of {@code super(…)}
 * and {@code this(…)} have a receiver that no {@code new} made, and are left alone.
 *
 * <p>Expects frames expanded ({@code ClassReader.EXPAND_FRAMES}). Classes older than version 50 have none; for them the
 * stack at a jump is kept for its target.
 *
 * <p>A method that would get {@linkplain MethodLength too long} is refused.
 */
final class AllocationMethodVisitor extends MethodVisitor {

    private final int method;
    private final Handover handover;
    private final AllocationSites sites;
    private final ExactCalls exact;
    private final OperandStack stack = new OperandStack();

    /** Number of the last {@code new}; numbers start at 1. */
    private int news;

    /** The {@code new} that was the last instruction, or 0. */
    private int lastNew;

    /** The {@code new}s whose copy is ours. */
    private final Set<Integer> doubled = new HashSet<>();

    private final List<Label> labelsHere = new ArrayList<>();
    private final Map<Label, Integer> newAt = new HashMap<>();
    private final Map<Label, int[]> stackAt = new HashMap<>();
    private boolean reachable = true;

    private int instrumented;
    private int copies;

    /** Bytes of code. */
    private int added;

    /**
     * @param method index of the method in its class
     * @param exact null when the class is not counted exactly
     */
    AllocationMethodVisitor(
            MethodVisitor next, int method, Handover handover, AllocationSites sites, ExactCalls exact) {
        super(ASM9, next);
        this.method = method;
        this.handover = handover;
        this.sites = sites;
        this.exact = exact;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        boolean atNew = opcode == NEW;
        if (atNew) {
            news++;
            for (Label label : labelsHere) {
                newAt.put(label, news);
            }
        }
        beforeInstruction(opcode);
        super.visitTypeInsn(opcode, type);
        if (atNew) {
            stack.push(news);
            lastNew = news;
        } else {
            stack.execute(opcode);
            if (opcode == ANEWARRAY) {
                array(type.charAt(0) == '[' ? "[" + type : "[L" + type + ';');
            }
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        beforeInstruction(opcode);
        super.visitIntInsn(opcode, operand);
        stack.execute(opcode);
        if (opcode == NEWARRAY) {
            array("[" + AllocationFinder.elementOf(operand));
        }
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        beforeInstruction(MULTIANEWARRAY);
        super.visitMultiANewArrayInsn(descriptor, dimensions);
        stack.multiArray(dimensions);
        char element = descriptor.charAt(1);
        if (element == '[' || element == 'L') {
            hooked(handover.nested());
            added += exact == null ? 0 : exact.nested(mv);
        } else {
            array(descriptor);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        beforeInstruction(opcode);
        if (opcode == INVOKESPECIAL && name.equals("<init>")) {
            construct(owner, descriptor, isInterface);
            return;
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        stack.invoke(opcode != INVOKESTATIC, descriptor);
        if (AllocatingCalls.contains(opcode, owner, name, descriptor)) {
            int result = descriptor.indexOf(')') + 1;
            if (descriptor.charAt(result) == '[') {
                array(descriptor.substring(result));
            } else {
                hooked(handover.result());
                added += exact == null ? 0 : exact.result(mv);
            }
        }
    }

    private void construct(String owner, String descriptor, boolean isInterface) {
        int argumentSlots = (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1;
        int constructed = stack.peek(argumentSlots);
        boolean copyBelow = constructed != OperandStack.OTHER && stack.peek(argumentSlots + 1) == constructed;
        super.visitMethodInsn(INVOKESPECIAL, owner, "<init>", descriptor, isInterface);
        stack.invoke(true, descriptor);
        if (constructed == OperandStack.OTHER) {
            return;
        }
        stack.initialized(constructed);
        boolean ours = doubled.remove(constructed);
        if (copyBelow) {
            // stack: …, object
            hooked(handover.object());
            added += exact == null ? 0 : exact.object(mv, owner);
            if (ours) {
                super.visitInsn(POP);
                added++;
                // stack: …
                stack.pop(1);
            }
        } else if (ours) {
            throw new IllegalStateException("the stack below a new instruction without dup was rearranged");
        } else {
            sites.outOfReach();
        }
    }

    private void array(String descriptor) {
        hooked(handover.array(descriptor.charAt(1)));
        added += exact == null ? 0 : exact.array(mv, descriptor);
    }

    private void hooked(HookCall call) {
        call.emit(mv);
        instrumented++;
        added += call.bytes();
    }

    private void beforeInstruction(int opcode) {
        if (lastNew != 0 && (opcode < DUP || opcode > DUP2_X2)) {
            super.visitInsn(DUP);
            stack.push(lastNew);
            doubled.add(lastNew);
            copies++;
            added++;
        }
        lastNew = 0;
        labelsHere.clear();
    }

    @Override
    public void visitInsn(int opcode) {
        beforeInstruction(opcode);
        super.visitInsn(opcode);
        stack.execute(opcode);
        if ((opcode >= IRETURN && opcode <= RETURN) || opcode == ATHROW) {
            unreachable();
        }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        beforeInstruction(opcode);
        super.visitVarInsn(opcode, variable);
        stack.execute(opcode);
        if (opcode == RET) {
            unreachable();
        }
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
        beforeInstruction(IINC);
        super.visitIincInsn(variable, increment);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        beforeInstruction(opcode);
        super.visitFieldInsn(opcode, owner, name, descriptor);
        stack.field(opcode, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        beforeInstruction(INVOKEDYNAMIC);
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        stack.invoke(false, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
        beforeInstruction(LDC);
        super.visitLdcInsn(value);
        boolean wide = value instanceof Long
                || value instanceof Double
                || value instanceof net.bytebuddy.jar.asm.ConstantDynamic dynamic && dynamic.getSize() == 2;
        stack.constant(wide ? 2 : 1);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        beforeInstruction(opcode);
        super.visitJumpInsn(opcode, label);
        stack.execute(opcode);
        jumpTo(label);
        if (opcode == GOTO) {
            unreachable();
        } else if (opcode == JSR) {
            stack.pop(1);
        }
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label defaultLabel, Label... labels) {
        beforeInstruction(TABLESWITCH);
        super.visitTableSwitchInsn(min, max, defaultLabel, labels);
        afterSwitch(defaultLabel, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label defaultLabel, int[] keys, Label[] labels) {
        beforeInstruction(LOOKUPSWITCH);
        super.visitLookupSwitchInsn(defaultLabel, keys, labels);
        afterSwitch(defaultLabel, labels);
    }

    private void afterSwitch(Label defaultLabel, Label... labels) {
        stack.execute(TABLESWITCH);
        jumpTo(defaultLabel);
        for (Label label : labels) {
            jumpTo(label);
        }
        unreachable();
    }

    private void jumpTo(Label label) {
        stackAt.putIfAbsent(label, stack.copy());
    }

    private void unreachable() {
        stack.clear();
        reachable = false;
    }

    @Override
    public void visitLineNumber(int line, Label start) {
        super.visitLineNumber(line, start);
        if (exact != null) {
            exact.line(line);
        }
    }

    @Override
    public void visitLabel(Label label) {
        super.visitLabel(label);
        labelsHere.add(label);
        if (!reachable && stackAt.containsKey(label)) {
            stack.set(stackAt.get(label));
            reachable = true;
        }
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] frameStack) {
        lastNew = 0;
        reachable = true;
        stack.clear();
        List<Object> entries = new ArrayList<>(numStack);
        for (int i = 0; i < numStack; i++) {
            Object entry = frameStack[i];
            int number = entry instanceof Label label ? newAt.getOrDefault(label, OperandStack.OTHER) : 0;
            if (doubled.contains(number)) {
                entries.add(entry);
                stack.push(number);
            }
            entries.add(entry);
            stack.push(number);
            if (entry == LONG || entry == DOUBLE) {
                stack.push(OperandStack.OTHER);
            }
        }
        super.visitFrame(type, numLocal, local, entries.size(), entries.toArray());
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label end = new Label();
        super.visitLabel(end);
        int length = end.getOffset();
        if (MethodLength.isTooLong(length - added, length)) {
            throw new MethodTooLongException(method);
        }
        sites.instrumented(instrumented);
        super.visitMaxs(maxStack + (exact == null ? 1 : ExactCalls.STACK) + copies, maxLocals);
    }
}

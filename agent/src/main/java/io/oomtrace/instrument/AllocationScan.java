package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;

import java.util.BitSet;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Finds which methods of a class allocate, by index: the others are copied byte for byte. */
final class AllocationScan extends ClassVisitor {
    private final BitSet allocating = new BitSet();
    private final String owner;
    private int method = -1;

    AllocationScan(String owner) {
        super(ASM9);
        this.owner = owner;
    }

    BitSet allocating() {
        return allocating;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        int index = ++method;
        if (AllocatingCalls.isBody(owner, name)) {
            return null;
        }
        return new MethodVisitor(ASM9) {
            @Override
            public void visitTypeInsn(int opcode, String type) {
                if (opcode == NEW || opcode == ANEWARRAY) {
                    allocating.set(index);
                }
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                if (opcode == NEWARRAY) {
                    allocating.set(index);
                }
            }

            @Override
            public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
                allocating.set(index);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
                if (AllocatingCalls.contains(opcode, owner, name, descriptor)) {
                    allocating.set(index);
                }
            }
        };
    }
}

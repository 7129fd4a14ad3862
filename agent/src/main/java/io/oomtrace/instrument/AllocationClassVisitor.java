package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.ASM9;

import java.util.BitSet;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Instruments the allocations of those methods of a class that {@link AllocationScan} found. */
final class AllocationClassVisitor extends ClassVisitor {
    private final BitSet allocating;
    private final Handover handover;
    private final AllocationSites sites;
    private int method = -1;

    AllocationClassVisitor(ClassVisitor next, BitSet allocating, Handover handover, AllocationSites sites) {
        super(ASM9, next);
        this.allocating = allocating;
        this.handover = handover;
        this.sites = sites;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        return allocating.get(++method) ? new AllocationMethodVisitor(next, method, handover, sites) : next;
    }
}

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
    private final ExactCalls exact;
    private int method = -1;

    /** @param exact null when the class is not counted exactly */
    AllocationClassVisitor(
            ClassVisitor next, BitSet allocating, Handover handover, AllocationSites sites, ExactCalls exact) {
        super(ASM9, next);
        this.allocating = allocating;
        this.handover = handover;
        this.sites = sites;
        this.exact = exact;
    }

    @Override
    public void visitSource(String source, String debug) {
        super.visitSource(source, debug);
        if (exact != null) {
            exact.file(source);
        }
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        if (!allocating.get(++method)) {
            return next;
        }
        if (exact != null) {
            exact.method(name);
        }
        return new AllocationMethodVisitor(next, method, handover, sites, exact);
    }
}

package io.oomtrace.instrument;

import java.util.BitSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;

/**
 * Does the same as {@link ClassPatcher} to allocations by taking the class apart, which is slow but can do
 * everything. Stateless.
 */
final class AllocationWriter {
    private AllocationWriter() {}

    /**
     * @param counted null when the class is not counted exactly
     * @param sites counts what is found
     * @return the class file with calls of the hook; null if nothing can be instrumented in it
     */
    static byte[] write(byte[] original, Handover handover, ExactCalls counted, AllocationSites sites) {
        ClassReader reader = new ClassReader(original);
        BitSet allocating = AllocationScan.of(reader);
        while (!allocating.isEmpty()) {
            try {
                AllocationSites found = new AllocationSites();
                ClassWriter writer = new ClassWriter(reader, 0);
                reader.accept(
                        new AllocationClassVisitor(writer, allocating, handover, found, counted),
                        ClassReader.EXPAND_FRAMES);
                sites.add(found);
                return writer.toByteArray();
            } catch (MethodTooLongException e) {
                allocating.clear(e.method());
                sites.methodTooLong();
            }
        }
        return null;
    }
}

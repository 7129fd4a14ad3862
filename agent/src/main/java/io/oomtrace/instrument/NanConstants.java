package io.oomtrace.instrument;

import net.bytebuddy.jar.asm.ClassReader;

/**
 * Finds class files with a NaN among their constants.
 *
 * <p>When a class is retransformed, HotSpot merges the old and the new constant pool. It compares numbers with
 * {@code ==} ({@code ConstantPool::compare_entry_to}), so that a NaN is never found and is added again. When it then
 * makes the class file it gives to transformers out of that pool, the number of NaN grows threefold with every agent
 * that is attached and removed, and the merging with its square: minutes for {@code java.lang.Double} after ten times.
 */
final class NanConstants {
    private static final int FLOAT = 4;
    private static final int DOUBLE = 6;

    private NanConstants() {}

    static boolean areIn(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i); // 0 behind a long or double, which take two places
            if (item != 0 && isNan(reader, item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNan(ClassReader reader, int item) {
        return switch (reader.readByte(item - 1)) {
            case FLOAT -> Float.isNaN(Float.intBitsToFloat(reader.readInt(item)));
            case DOUBLE -> Double.isNaN(Double.longBitsToDouble(reader.readLong(item)));
            default -> false;
        };
    }
}

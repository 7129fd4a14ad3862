package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;

import java.util.BitSet;
import java.util.Set;

/**
 * Calls that return what they allocate out of sight of bytecode: native methods, and methods that the compiler replaces
 * by its own code ({@code vmIntrinsics.hpp}). They are hooked where they are called.
 */
final class AllocatingCalls {
    private static final Set<String> NAMES =
            Set.of("clone", "copyOf", "copyOfRange", "newInstance", "allocateInstance", "allocateUninitializedArray");

    private static final BitSet LENGTHS = new BitSet();

    static {
        for (String name : NAMES) {
            LENGTHS.set(name.length());
        }
    }

    private AllocatingCalls() {}

    /** Whether one of them has a name so long: seldom, and told faster than its text. */
    static boolean mayBeNamed(int length) {
        return LENGTHS.get(length);
    }

    /** Whether one of them has that name; there are others that have it too. */
    static boolean mayBeNamed(String name) {
        return NAMES.contains(name);
    }

    static boolean contains(int opcode, String owner, String name, String descriptor) {
        return switch (name) {
            case "clone" ->
                descriptor.equals("()Ljava/lang/Object;")
                        && (opcode == INVOKEVIRTUAL && owner.startsWith("[")
                                || opcode == INVOKESPECIAL && owner.equals("java/lang/Object"));
            case "copyOf", "copyOfRange" -> owner.equals("java/util/Arrays");
            case "newInstance" ->
                owner.equals("java/lang/reflect/Array")
                        || owner.equals("java/lang/reflect/Constructor")
                        || owner.equals("java/lang/Class");
            case "allocateInstance" -> isUnsafe(owner);
            case "allocateUninitializedArray" -> isUnsafe(owner);
            default -> false;
        };
    }

    /** Bodies of the calls above that are written in Java: what they allocate is counted at the call. */
    static boolean isBody(String owner, String name) {
        return switch (owner) {
            case "java/util/Arrays" -> name.startsWith("copyOf");
            case "java/lang/reflect/Array", "java/lang/reflect/Constructor" -> name.startsWith("newInstance");
            default -> false;
        };
    }

    private static boolean isUnsafe(String owner) {
        return owner.equals("jdk/internal/misc/Unsafe") || owner.equals("sun/misc/Unsafe");
    }
}

package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.ARRAYLENGTH;
import static net.bytebuddy.jar.asm.Opcodes.DUP;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;

import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * How an object that has just been allocated, and lies on the operand stack, is made known to the hook. Each method
 * emits the code for one allocation and returns its length in bytes.
 */
public enum Handover {
    /** It is left where it is, and looked up for samples only: the compiler may still keep it off the heap. */
    ON_STACK {
        @Override
        int object(MethodVisitor code) {
            // stack: …, object
            return call(code, "object", "");
            // stack: …, object
        }

        @Override
        int array(MethodVisitor code, char element) {
            // stack: …, array
            code.visitInsn(DUP);
            code.visitInsn(ARRAYLENGTH);
            // stack: …, array, length
            return 2 + call(code, "array" + elementBytes(element), "I");
            // stack: …, array
        }
    },

    /** It is passed, which makes it escape: for JVMs that do not show their operand stacks. */
    BY_REFERENCE {
        @Override
        int object(MethodVisitor code) {
            return pass(code, "object", OBJECT);
        }

        @Override
        int array(MethodVisitor code, char element) {
            boolean references = element == 'L' || element == '[';
            return pass(code, "array", "[" + (references ? OBJECT : element));
        }
    };

    private static final String HOOK = "io/oomtrace/hook/Allocations";
    private static final String OBJECT = "Ljava/lang/Object;";

    /** For an object that is no array. */
    abstract int object(MethodVisitor code);

    /** @param element first character of the element type's descriptor */
    abstract int array(MethodVisitor code, char element);

    /** For an array of arrays, and all arrays in it. */
    int nested(MethodVisitor code) {
        return pass(code, "nested", "[" + OBJECT);
    }

    /** For what may be an array or not. */
    int result(MethodVisitor code) {
        return pass(code, "result", OBJECT);
    }

    private static int pass(MethodVisitor code, String method, String parameter) {
        // stack: …, allocated
        code.visitInsn(DUP);
        // stack: …, allocated, allocated
        return 1 + call(code, method, parameter);
        // stack: …, allocated
    }

    private static int call(MethodVisitor code, String method, String parameters) {
        code.visitMethodInsn(INVOKESTATIC, HOOK, method, "(" + parameters + ")V", false);
        return 3;
    }

    private static int elementBytes(char element) {
        return switch (element) {
            case 'Z', 'B' -> 1;
            case 'C', 'S' -> 2;
            case 'J', 'D' -> 8;
            default -> 4;
        };
    }
}

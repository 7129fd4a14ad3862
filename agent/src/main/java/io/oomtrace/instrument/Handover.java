package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.ARRAYLENGTH;
import static net.bytebuddy.jar.asm.Opcodes.DUP;

/** How an object that has just been allocated, and lies on the operand stack, is made known to the hook. */
public enum Handover {
    /** It is left where it is, and looked up for samples only: the compiler may still keep it off the heap. */
    ON_STACK {
        @Override
        HookCall object() {
            return OBJECT;
        }

        @Override
        HookCall array(char element) {
            return switch (element) {
                case 'Z', 'B' -> ARRAY_1;
                case 'C', 'S' -> ARRAY_2;
                case 'J', 'D' -> ARRAY_8;
                default -> ARRAY_4;
            };
        }
    },

    /** It is passed, which makes it escape: for JVMs that do not show their operand stacks. */
    BY_REFERENCE {
        @Override
        HookCall object() {
            return RESULT;
        }

        @Override
        HookCall array(char element) {
            return RESULT;
        }
    },

    /** It is not: what samples allocations is not the hook. */
    NONE {
        @Override
        HookCall object() {
            return HookCall.NONE;
        }

        @Override
        HookCall array(char element) {
            return HookCall.NONE;
        }

        @Override
        HookCall result() {
            return HookCall.NONE;
        }

        @Override
        HookCall nested() {
            return HookCall.NONE;
        }
    };

    private static final HookCall OBJECT = HookCall.ofAllocations("object", "()V");
    private static final HookCall ARRAY_1 = HookCall.ofAllocations("array1", "(I)V", DUP, ARRAYLENGTH);
    private static final HookCall ARRAY_2 = HookCall.ofAllocations("array2", "(I)V", DUP, ARRAYLENGTH);
    private static final HookCall ARRAY_4 = HookCall.ofAllocations("array4", "(I)V", DUP, ARRAYLENGTH);
    private static final HookCall ARRAY_8 = HookCall.ofAllocations("array8", "(I)V", DUP, ARRAYLENGTH);
    private static final HookCall RESULT = HookCall.ofAllocations("result", "(Ljava/lang/Object;)V", DUP);
    private static final HookCall NESTED = HookCall.ofAllocations("nested", "([Ljava/lang/Object;)V", DUP);

    /** For an object that is no array. */
    abstract HookCall object();

    /** @param element first character of the element type's descriptor */
    abstract HookCall array(char element);

    /** For what may be an array or not. */
    HookCall result() {
        return RESULT;
    }

    /** For an array of arrays, and all arrays in it. */
    HookCall nested() {
        return NESTED;
    }
}

package io.oomtrace.agent;

import io.oomtrace.instrument.Handover;
import java.util.function.Supplier;

/** Finds out whether this JVM shows operand stacks, on which instrumented code can then leave what it allocates. */
final class OperandStacks {
    private final Supplier<Object> top;
    private final Handover handover;

    private OperandStacks(Supplier<Object> top, Handover handover) {
        this.top = top;
        this.handover = handover;
    }

    static OperandStacks find() {
        try {
            if (OperandStackProbe.succeeds()) {
                return new OperandStacks(LiveFrames.topBelow("io.oomtrace.hook."), Handover.ON_STACK);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // This JVM does not show them; /status says so.
        }
        return new OperandStacks(() -> null, Handover.BY_REFERENCE);
    }

    Supplier<Object> top() {
        return top;
    }

    Handover handover() {
        return handover;
    }
}

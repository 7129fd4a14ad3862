package io.oomtrace.stack;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the reference that lies on top of the operand stack of the method that called the hook: the object it has just
 * allocated.
 *
 * <p>An object that is passed to a method which may store it has to be on the heap. One that only lies on the operand
 * stack during a call need not be: the JVM keeps operand stacks of compiled methods as debugging information, from which
 * it could make the object if it had to, and the compiler goes on replacing it by its fields. So the hook is not given
 * the object; here it is looked up, for the few allocations that become samples. An object that the compiler has
 * replaced reads as {@code null}, and rightly so: nothing was allocated.
 *
 * <p>Any thread.
 */
public final class TopOfStack implements Supplier<Object>, Function<Stream<StackFrame>, Object> {
    private final String callee;
    private final StackWalker walker;
    private final Function<Object, Object[]> operands;
    private final Class<?> primitiveSlot;

    /**
     * @param callee prefix of the names of the classes whose methods are called with the object on the stack; they have
     *     no parameters, or one of type {@code int}
     * @param walker gives frames that {@code operands} understands
     * @param operands the operand stack of a frame, its top last
     * @param primitiveSlot what stands in {@code operands} for a value that is no reference
     */
    public TopOfStack(String callee, StackWalker walker, Function<Object, Object[]> operands, Class<?> primitiveSlot) {
        this.callee = callee;
        this.walker = walker;
        this.operands = operands;
        this.primitiveSlot = primitiveSlot;
    }

    /** The object; null if there is none on the heap, or if no such method is on the stack. */
    @Override
    public Object get() {
        return walker.walk(this);
    }

    @Override
    public Object apply(Stream<StackFrame> frames) {
        boolean below = false;
        for (Iterator<StackFrame> rest = frames.iterator(); rest.hasNext(); ) {
            StackFrame frame = rest.next();
            if (frame.getClassName().startsWith(callee)) {
                below = true;
            } else if (below) {
                return top(operands.apply(frame));
            }
        }
        return null;
    }

    private Object top(Object[] stack) {
        int top = stack.length - 1;
        if (top > 0 && primitiveSlot.isInstance(stack[top])) {
            top--; // The argument of the call: the length of the array below.
        }
        return top < 0 || primitiveSlot.isInstance(stack[top]) ? null : stack[top];
    }
}

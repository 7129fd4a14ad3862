package io.oomtrace.agent;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.oomtrace.stack.TopOfStack;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;

/**
 * Gives access to {@code java.lang.LiveStackFrame}, the JDK's stack frames with locals and operands, which are not
 * public ({@code LiveFrameStream} in {@code stackwalk.cpp}). The package {@code java.lang} must be open to this class.
 */
public final class LiveFrames {
    private static final String FRAME = "java/lang/LiveStackFrame";

    private static final String OPERANDS = "java/lang/OomtraceOperands";

    /** Those of reflection, too: what {@code Method.copy} allocates lies on its own stack, not on its caller's. */
    private static final Set<StackWalker.Option> ALL_FRAMES = Set.of(StackWalker.Option.SHOW_HIDDEN_FRAMES);

    private LiveFrames() {}

    /**
     * @param callee as in {@link TopOfStack}
     * @throws ReflectiveOperationException when this JDK has no such frames
     * @throws RuntimeException when {@code java.lang} is not open
     */
    @SuppressWarnings("unchecked")
    public static TopOfStack topBelow(String callee) throws ReflectiveOperationException {
        Class<?> frame = Class.forName(FRAME.replace('/', '.'));
        Method walker = frame.getDeclaredMethod("getStackWalker", Set.class);
        walker.setAccessible(true);
        return new TopOfStack(
                callee,
                (StackWalker) walker.invoke(null, ALL_FRAMES),
                (Function<Object, Object[]>) JavaLang.newInstance(OPERANDS, operandsClassFile()),
                Class.forName(frame.getName() + "$PrimitiveSlot"));
    }

    private static byte[] operandsClassFile() {
        String object = "java/lang/Object";
        String[] function = {"java/util/function/Function"};
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_FINAL | ACC_SUPER, OPERANDS, null, object, function);
        MethodVisitor constructor = writer.visitMethod(0, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitMethodInsn(INVOKESPECIAL, object, "<init>", "()V", false);
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(1, 1);
        constructor.visitEnd();
        MethodVisitor apply = writer.visitMethod(ACC_PUBLIC, "apply", "(L" + object + ";)L" + object + ";", null, null);
        apply.visitCode();
        apply.visitVarInsn(ALOAD, 1);
        apply.visitTypeInsn(CHECKCAST, FRAME);
        apply.visitMethodInsn(INVOKEINTERFACE, FRAME, "getStack", "()[L" + object + ";", true);
        apply.visitInsn(ARETURN);
        apply.visitMaxs(1, 2);
        apply.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

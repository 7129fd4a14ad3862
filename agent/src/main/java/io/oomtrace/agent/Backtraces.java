package io.oomtrace.agent;

import static net.bytebuddy.jar.asm.Opcodes.*;

import io.oomtrace.stack.StackDepth;
import io.oomtrace.stack.ThrownStacks;
import java.lang.reflect.Field;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Gives access to the stack that the JVM keeps in a {@code Throwable}, in the private field {@code backtrace}. The
 * package {@code java.lang} must be open to this class.
 */
public final class Backtraces {
    private static final String THROWABLE = "java/lang/Throwable";
    private static final String UNSAFE = "jdk/internal/misc/Unsafe";
    private static final String NAME = "java/lang/OomtraceBacktrace";
    private static final String ELEMENTS = "[Ljava/lang/StackTraceElement;";

    private final Field backtrace;
    private final Supplier<Throwable> here;

    private Backtraces(Field backtrace, Supplier<Throwable> here) {
        this.backtrace = backtrace;
        this.here = here;
    }

    /**
     * @throws ReflectiveOperationException when this JDK has no such field
     * @throws RuntimeException when {@code java.lang} is not open
     */
    @SuppressWarnings("unchecked")
    public static Backtraces open() throws ReflectiveOperationException {
        Field backtrace = Throwable.class.getDeclaredField("backtrace");
        backtrace.setAccessible(true);
        return new Backtraces(backtrace, (Supplier<Throwable>) JavaLang.newInstance(NAME, classFile()));
    }

    /**
     * @param depth frames that are kept at most
     * @param own tells the agent's classes
     */
    public ThrownStacks stacks(StackDepth depth, Predicate<Class<?>> own) {
        return new ThrownStacks(here, this::read, depth, own);
    }

    private Object read(Throwable thrown) {
        try {
            return backtrace.get(thrown);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A supplier of throwables with the stack of its caller. No constructor is called, so that nobody counts them as
     * exceptions, as Flight Recorder does in the constructor of {@code Throwable}. Without one, the field
     * {@code stackTrace} is null, for which {@code fillInStackTrace} does nothing; so it is set.
     */
    private static byte[] classFile() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                V17, ACC_FINAL | ACC_SUPER, NAME, null, "java/lang/Object", new String[] {"java/util/function/Supplier"
                });
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "unsafe", "L" + UNSAFE + ";", null, null);
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "stackTrace", "J", null, null);
        writer.visitField(ACC_PRIVATE | ACC_FINAL, "none", ELEMENTS, null, null);
        constructor(writer.visitMethod(0, "<init>", "()V", null, null));
        get(writer.visitMethod(ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESTATIC, UNSAFE, "getUnsafe", "()L" + UNSAFE + ";", false);
        code.visitFieldInsn(PUTFIELD, NAME, "unsafe", "L" + UNSAFE + ";");
        code.visitVarInsn(ALOAD, 0);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, NAME, "unsafe", "L" + UNSAFE + ";");
        code.visitLdcInsn(Type.getObjectType(THROWABLE));
        code.visitLdcInsn("stackTrace");
        // stack: this, unsafe, Throwable.class, "stackTrace"
        code.visitMethodInsn(
                INVOKEVIRTUAL, UNSAFE, "objectFieldOffset", "(Ljava/lang/Class;Ljava/lang/String;)J", false);
        code.visitFieldInsn(PUTFIELD, NAME, "stackTrace", "J");
        code.visitVarInsn(ALOAD, 0);
        code.visitInsn(ICONST_0);
        code.visitTypeInsn(ANEWARRAY, "java/lang/StackTraceElement");
        code.visitFieldInsn(PUTFIELD, NAME, "none", ELEMENTS);
        code.visitInsn(RETURN);
        code.visitMaxs(4, 1);
        code.visitEnd();
    }

    private static void get(MethodVisitor code) {
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, NAME, "unsafe", "L" + UNSAFE + ";");
        code.visitLdcInsn(Type.getObjectType(THROWABLE));
        code.visitMethodInsn(INVOKEVIRTUAL, UNSAFE, "allocateInstance", "(Ljava/lang/Class;)Ljava/lang/Object;", false);
        code.visitTypeInsn(CHECKCAST, THROWABLE);
        code.visitVarInsn(ASTORE, 1);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, NAME, "unsafe", "L" + UNSAFE + ";");
        code.visitVarInsn(ALOAD, 1);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, NAME, "stackTrace", "J");
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, NAME, "none", ELEMENTS);
        // stack: unsafe, throwable, offset, offset, none
        code.visitMethodInsn(INVOKEVIRTUAL, UNSAFE, "putReference", "(Ljava/lang/Object;JLjava/lang/Object;)V", false);
        code.visitVarInsn(ALOAD, 1);
        code.visitMethodInsn(INVOKEVIRTUAL, THROWABLE, "fillInStackTrace", "()L" + THROWABLE + ";", false);
        code.visitInsn(ARETURN);
        code.visitMaxs(5, 2);
        code.visitEnd();
    }
}

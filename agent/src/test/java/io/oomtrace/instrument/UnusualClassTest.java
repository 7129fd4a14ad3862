package io.oomtrace.instrument;

import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;

/** What the patcher leaves to ASM, and what it does at its limits. */
class UnusualClassTest {
    private static byte[] withCode(Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(V1_5, ACC_PUBLIC | ACC_SUPER, "Generated", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "run", "(I)Ljava/lang/Object;", null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static byte[] patched(byte[] original) {
        return ClassPatcher.patch(original, new AllocationSites());
    }

    private static Class<?> defined(byte[] classFile) {
        return new ClassLoader(UnusualClassTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass("Generated", classFile, 0, classFile.length);
            }
        }.define();
    }

    private static void isUnusual(byte[] original) {
        assertThatThrownBy(() -> patched(original)).isInstanceOf(UnusualClassException.class);
        AgentTransformer transformer = new AgentTransformer(
                null,
                name -> false,
                new ExactSites(new ExactScope(List.of()), object -> 0),
                Handover.ON_STACK,
                new UncountedThread());
        assertThat(transformer.instrument(null, "Generated", original)).isNotEqualTo(original);
        assertThat(transformer.sites()).isPositive();
    }

    private static void allocate(MethodVisitor code) {
        code.visitInsn(ICONST_1);
        code.visitIntInsn(NEWARRAY, T_INT);
        code.visitInsn(POP);
    }

    private static void returnNull(MethodVisitor code) {
        code.visitInsn(ACONST_NULL);
        code.visitInsn(ARETURN);
    }

    @Test
    void aJumpThatGetsTooLongForTwoBytes() {
        isUnusual(withCode(code -> {
            Label end = new Label();
            code.visitVarInsn(ILOAD, 0);
            code.visitJumpInsn(IFEQ, end);
            for (int i = 0; i < 5; i++) {
                allocate(code);
            }
            for (int i = 0; i < 32_740; i++) {
                code.visitInsn(NOP);
            }
            code.visitLabel(end);
            returnNull(code);
        }));
    }

    @Test
    void anObjectThatNobodyWants() {
        isUnusual(withCode(code -> {
            code.visitTypeInsn(NEW, "java/lang/Object");
            code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
            returnNull(code);
        }));
    }

    @Test
    void aSubroutine() {
        isUnusual(withCode(code -> {
            Label subroutine = new Label();
            code.visitJumpInsn(JSR, subroutine);
            allocate(code);
            returnNull(code);
            code.visitLabel(subroutine);
            code.visitVarInsn(ASTORE, 1);
            code.visitVarInsn(RET, 1);
        }));
    }

    /** At each of the four alignments, before and behind the calls that are put in. */
    @Test
    void switchesMoveWithTheirPadding() throws ReflectiveOperationException {
        for (int nops = 0; nops < 4; nops++) {
            int filling = nops;
            byte[] original = withCode(code -> {
                Label[] labels = {new Label(), new Label(), new Label()};
                Label other = new Label();
                for (int i = 0; i < filling; i++) {
                    code.visitInsn(NOP);
                }
                allocate(code);
                code.visitVarInsn(ILOAD, 0);
                code.visitTableSwitchInsn(0, 2, other, labels);
                for (int i = 0; i < labels.length; i++) {
                    code.visitLabel(labels[i]);
                    allocate(code);
                    code.visitLdcInsn("table " + i);
                    code.visitInsn(ARETURN);
                }
                code.visitLabel(other);
                Label ten = new Label();
                Label none = new Label();
                code.visitVarInsn(ILOAD, 0);
                code.visitLookupSwitchInsn(none, new int[] {10}, new Label[] {ten});
                code.visitLabel(ten);
                code.visitLdcInsn("lookup 10");
                code.visitInsn(ARETURN);
                code.visitLabel(none);
                returnNull(code);
            });
            var run = defined(patched(original)).getMethod("run", int.class);
            for (int i = 0; i < 3; i++) {
                assertThat(run.invoke(null, i)).isEqualTo("table " + i);
            }
            assertThat(run.invoke(null, 10)).isEqualTo("lookup 10");
            assertThat(run.invoke(null, 11)).isNull();
        }
    }

    @Test
    void aClassFileCutShort() {
        byte[] original = withCode(code -> {
            allocate(code);
            returnNull(code);
        });
        for (int length = 10; length < original.length; length += 7) {
            byte[] cut = Arrays.copyOf(original, length);
            assertThatThrownBy(() -> defined(patched(cut)))
                    .as("cut to " + length)
                    .isInstanceOfAny(UnusualClassException.class, ClassFormatError.class);
        }
    }
}
